package dev.seedgate.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.seedgate.cli.client.TopicPartitions;
import dev.seedgate.cli.text.Table;
import dev.seedgate.protocol.Topic;
import dev.seedgate.protocol.TopicNames;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lists the topics of an installation, with what the broker says of them. */
@Command(
        name = "topics",
        description = "List the Kafka topics of an installation: name, partitions, purpose.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  seedctl topics --bootstrap-servers 127.0.0.1:9092")
final class TopicsCommand implements Callable<Integer> {
    @Option(
            names = "--bootstrap-servers",
            paramLabel = "H:P",
            defaultValue = "${env:KAFKA_BOOTSTRAP_SERVERS:-127.0.0.1:9092}",
            description = "The broker. Default: $$KAFKA_BOOTSTRAP_SERVERS, else 127.0.0.1:9092.")
    private String bootstrapServers = "";

    @Option(
            names = "--topic-prefix",
            paramLabel = "P",
            defaultValue = "",
            description = "What stands before every name, as seedgate.topic-prefix says. Default: nothing.")
    private String prefix = "";

    @Option(names = "--json", description = "Print JSON, for scripts.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        TopicNames names = names();
        Map<String, Integer> partitions = TopicPartitions.of(
                bootstrapServers, Arrays.stream(Topic.values()).map(names::of).toList());
        Printer printer = new Printer(spec.commandLine().getOut());
        if (json) {
            printer.json(asJson(names, partitions));
        } else {
            printer.table(asTable(names, partitions));
        }
        return ExitCode.OK;
    }

    private TopicNames names() {
        try {
            return new TopicNames(prefix);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    String.valueOf(e.getMessage()).replace("seedgate.topic-prefix", "--topic-prefix"),
                    e);
        }
    }

    private static Table asTable(TopicNames names, Map<String, Integer> partitions) {
        Table table = Table.of("TOPIC", ">PARTITIONS", "CLEANUP", "PURPOSE");
        for (Topic topic : Topic.values()) {
            String name = names.of(topic);
            Integer count = partitions.get(name);
            table.row(name, count == null ? "missing" : count, cleanup(topic), TopicPurpose.of(topic));
        }
        return table;
    }

    private static ArrayNode asJson(TopicNames names, Map<String, Integer> partitions) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (Topic topic : Topic.values()) {
            String name = names.of(topic);
            all.addObject()
                    .put("topic", name)
                    .put("partitions", partitions.get(name))
                    .put("cleanup", cleanup(topic))
                    .put("purpose", TopicPurpose.of(topic));
        }
        return all;
    }

    private static String cleanup(Topic topic) {
        return topic.cleanup().name().toLowerCase(Locale.ROOT);
    }
}
