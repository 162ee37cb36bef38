package dev.seedgate.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.seedgate.cli.broker.TopicPartitions;
import dev.seedgate.cli.text.Table;
import dev.seedgate.protocol.Topic;
import dev.seedgate.protocol.TopicNames;
import java.util.Arrays;
import java.util.Locale;

/** The topics of an installation, with what the broker says of them. */
final class TopicList {
    private TopicList() {}

    static void show(Printer printer, BrokerOptions broker, boolean json) {
        TopicNames names = broker.names();
        TopicPartitions partitions = TopicPartitions.of(
                broker.access(), Arrays.stream(Topic.values()).map(names::of).toList());
        if (json) {
            printer.json(asJson(names, partitions));
        } else {
            printer.table(asTable(names, partitions), "None.");
        }
    }

    private static Table asTable(TopicNames names, TopicPartitions partitions) {
        Table table = Table.of("!TOPIC", ">PARTITIONS", "~CLEANUP", "PURPOSE");
        for (Topic topic : Topic.values()) {
            String name = names.of(topic);
            Integer count = partitions.counts().get(name);
            String without = partitions.unseen().contains(name) ? "no right" : "missing";
            table.row(name, count == null ? without : count, cleanup(topic), TopicPurpose.of(topic));
        }
        return table;
    }

    private static ArrayNode asJson(TopicNames names, TopicPartitions partitions) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (Topic topic : Topic.values()) {
            String name = names.of(topic);
            all.addObject()
                    .put("topic", name)
                    .put("partitions", partitions.counts().get(name))
                    .put("cleanup", cleanup(topic))
                    .put("purpose", TopicPurpose.of(topic));
        }
        return all;
    }

    private static String cleanup(Topic topic) {
        return topic.cleanup().name().toLowerCase(Locale.ROOT);
    }
}
