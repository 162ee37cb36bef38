package dev.seedgate.cli;

import dev.seedgate.cli.client.Download;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Fetches the rows that a request put aside. */
@Command(
        name = "rejects",
        description = "Fetch the rows that a request put aside, with their lines and the reasons, as CSV.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  seedctl rejects 0198c2d4-7b1e --output rejects.csv",
            "  seedctl rejects 0198c2d4-7b1e --json | jq -r .reason | sort | uniq -c"
        })
final class RejectsCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "A request's id, as 'submit' and 'list' show it.")
    private String id = "";

    @Option(names = "--output", paramLabel = "FILE", description = "Write them there. Default: the standard output.")
    private @Nullable Path output;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try (Download rows = server.client().rejects(id, server.json())) {
            if (output == null) {
                print(rows);
            } else {
                save(rows, output);
            }
            if (!rows.isComplete()) {
                complain(rows.rejected()
                        + " rows were put aside, and not all are here; the table seedgate.rejects in the seeded"
                        + " database has them.");
            }
            return ExitCode.OK;
        } catch (IOException e) {
            throw new CommandFailedException(ExitCode.FAILED, "The rows broke off: " + e);
        }
    }

    private void print(Download rows) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        new BufferedReader(new InputStreamReader(rows.body(), StandardCharsets.UTF_8)).transferTo(out);
        out.flush();
    }

    private static void save(Download rows, Path file) {
        try (OutputStream out = Files.newOutputStream(file)) {
            rows.body().transferTo(out);
        } catch (IOException e) {
            throw new CommandFailedException(ExitCode.FAILED, "The rows could not be written to " + file + ": " + e);
        }
    }

    private void complain(String what) {
        spec.commandLine().getErr().println(what);
    }
}
