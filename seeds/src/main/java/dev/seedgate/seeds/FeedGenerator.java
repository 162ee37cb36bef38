package dev.seedgate.seeds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program that makes feeds. Equal arguments give equal feeds, byte for byte (compressed ones: once decompressed). */
@Command(
        name = "FeedGenerator",
        description = "Writes a vendor's feed. Equal arguments give equal feeds.",
        sortOptions = false)
public final class FeedGenerator implements Callable<Integer> {
    private static final int FILE_NOT_WRITTEN = 1;

    @Option(names = "--rows", required = true, description = "Records without the header, 1 to 100000000.")
    private int rows;

    @Option(names = "--seed", required = true, description = "Number that chooses the random content.")
    private long seed;

    @Option(
            names = "--shape",
            defaultValue = "large",
            description = "How the vendor writes its feed: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private FeedShape shape = FeedShape.LARGE;

    @Option(names = "--out", required = true, description = "The file to write; compressed when it ends in .gz.")
    private Path out = Path.of("");

    @Option(
            names = "--faulty-row",
            description = "Give ten rows a decimal comma in their price, from this one on, counted from 1.")
    private int faultyRow;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new FeedGenerator()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    /**
     * Writes the file.
     *
     * @return 0 when it is written, 1 when it could not be; wrong arguments end in picocli's 2
     */
    @Override
    public Integer call() {
        Path folder = out.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new ParameterException(
                    spec.commandLine(), "--out: there is no folder " + folder + "; create it first");
        }
        try {
            write();
            spec.commandLine().getOut().printf("%s: %d rows, %d bytes%n", out, rows, Files.size(out));
            return CommandLine.ExitCode.OK;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        } catch (IOException e) {
            spec.commandLine()
                    .getErr()
                    .println("Cannot write " + out + ": " + e + "; check its folder's rights and space");
            return FILE_NOT_WRITTEN;
        }
    }

    private void write() throws IOException {
        var feed = new FeedSpec(shape, rows, seed);
        if (spec.commandLine().getParseResult().hasMatchedOption("--faulty-row")) {
            FeedWriter.writeFaulty(feed, faultyRow, out);
        } else {
            FeedWriter.write(feed, out);
        }
    }
}
