package dev.seedgate.cli;

import dev.seedgate.cli.client.Answer;
import dev.seedgate.cli.client.ApiKey;
import dev.seedgate.cli.client.SeedgateClient;
import dev.seedgate.cli.settings.Setting;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every verb that asks an admission service has in common: whom it asks, and how it shows the answer. */
public final class ServerOptions {
    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "The admission service. Default: $$SEEDGATE_SERVER, else the profile's, else"
                    + " http://127.0.0.1:8080.")
    private @Nullable String server;

    @Mixin
    private ProfileOption profile = new ProfileOption();

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

    /** A setting that another option of the verb is about; empty where nobody said it. */
    String find(Setting setting, @Nullable String option, String name) {
        return profile.find(spec, setting, option, name);
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
        return new SeedgateClient(URI.create(find(Setting.SERVER, server, "--server")), key());
    }

    private @Nullable ApiKey key() {
        try {
            return keyFile == null ? ApiKey.ofEnvironment(System.getenv()) : ApiKey.ofFile(keyFile);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }
}
