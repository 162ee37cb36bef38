package dev.seedgate.cli;

import dev.seedgate.cli.client.Answer;
import dev.seedgate.cli.client.ApiKey;
import dev.seedgate.cli.client.SeedgateClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every verb that asks an admission service has in common: whom it asks, and how it shows the answer. */
public final class ServerOptions {
    @Option(
            names = "--server",
            paramLabel = "URL",
            defaultValue = "${env:SEEDGATE_SERVER:-http://127.0.0.1:8080}",
            description = "The admission service. Default: $$SEEDGATE_SERVER, else http://127.0.0.1:8080.")
    private String server = "";

    @Option(
            names = "--api-key-file",
            paramLabel = "FILE",
            description =
                    "Read the API key or token from a file. Default: the key itself in $$SEEDGATE_API_KEY, else none.")
    private @Nullable Path keyFile;

    @Option(names = "--json", description = "Print the service's answer as JSON, for scripts.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    boolean json() {
        return json;
    }

    Printer printer() {
        return new Printer(spec.commandLine().getOut());
    }

    /** The answer as it is for scripts, and as the verb has it for people. */
    <T> void show(Answer<T> answer, Consumer<T> forPeople) {
        if (json) {
            printer().json(answer.json());
        } else {
            forPeople.accept(answer.value());
        }
    }

    public SeedgateClient client() {
        try {
            URI uri = URI.create(server);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return new SeedgateClient(uri, key());
            }
        } catch (IllegalArgumentException e) {
            // Said below, with an example.
        }
        throw new ParameterException(
                spec.commandLine(),
                "--server must be the address of an admission service such as http://127.0.0.1:8080, got: '" + server
                        + "'");
    }

    private @Nullable ApiKey key() {
        try {
            return keyFile == null ? ApiKey.ofEnvironment(System.getenv()) : ApiKey.ofFile(keyFile);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }
}
