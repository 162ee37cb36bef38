package dev.seedgate.cli;

import dev.seedgate.cli.broker.BrokerAccess;
import dev.seedgate.cli.broker.ClientProperties;
import dev.seedgate.cli.broker.ClientPropertiesException;
import dev.seedgate.cli.settings.Setting;
import dev.seedgate.cli.settings.Settings;
import dev.seedgate.protocol.TopicNames;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where the topics are, how to log in there, and what they are called. */
final class BrokerOptions {
    @Option(
            names = "--bootstrap-servers",
            paramLabel = "H:P",
            description = "The broker. Default: $$KAFKA_BOOTSTRAP_SERVERS, else the profile's, else 127.0.0.1:9092.")
    private @Nullable String bootstrapServers;

    @Option(
            names = "--topic-prefix",
            paramLabel = "P",
            description =
                    "What stands before every name, as seedgate.topic-prefix says. Default: $$SEEDGATE_TOPIC_PREFIX,"
                            + " else the profile's, else nothing.")
    private @Nullable String prefix;

    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            description =
                    "How to log in at the broker: a file of Kafka client properties, as Kafka's own tools take it."
                            + " Default: $$SEEDGATE_COMMAND_CONFIG, else the profile's, else none.")
    private @Nullable String commandConfig;

    @Mixin
    private ProfileOption profile = new ProfileOption();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /**
     * The broker, and how to log in there. Brokers that only the properties name go before the default.
     *
     * @throws ClientPropertiesException when the properties cannot be used
     */
    BrokerAccess access() {
        ClientProperties properties = properties();
        Settings.Found named = profile.found(spec, Setting.BROKER, bootstrapServers, "--bootstrap-servers");
        Optional<String> ofFile = named.isDefault() ? properties.bootstrapServers() : Optional.empty();
        ofFile.flatMap(Setting.BROKER::complaint).ifPresent(complaint -> {
            throw new CommandFailedException(ExitCode.USAGE, properties + ": bootstrap.servers " + complaint);
        });
        return new BrokerAccess(ofFile.orElse(named.value()), properties);
    }

    private ClientProperties properties() {
        String file = profile.find(spec, Setting.COMMAND_CONFIG, commandConfig, "--command-config");
        return file.isEmpty() ? ClientProperties.none() : ClientProperties.read(Path.of(file));
    }

    TopicNames names() {
        return new TopicNames(profile.find(spec, Setting.TOPIC_PREFIX, prefix, "--topic-prefix"));
    }
}
