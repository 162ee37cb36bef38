package dev.seedgate.cli;

import dev.seedgate.cli.settings.Setting;
import dev.seedgate.protocol.TopicNames;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where the topics are, and what they are called. */
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

    @Mixin
    private ProfileOption profile = new ProfileOption();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    String bootstrapServers() {
        return profile.find(spec, Setting.BROKER, bootstrapServers, "--bootstrap-servers");
    }

    TopicNames names() {
        return new TopicNames(profile.find(spec, Setting.TOPIC_PREFIX, prefix, "--topic-prefix"));
    }
}
