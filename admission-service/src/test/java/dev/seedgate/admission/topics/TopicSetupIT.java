package dev.seedgate.admission.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedgate.localstack.SharedLocalStack;
import dev.seedgate.protocol.Topic;
import dev.seedgate.protocol.TopicNames;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the start makes of the topics it finds, on a real broker. */
class TopicSetupIT {
    private final Map<String, Object> kafka = Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            SharedLocalStack.get().broker().bootstrapServers());
    private final TopicNames names = new TopicNames("t" + UUID.randomUUID() + ".");
    private final Admin admin = Admin.create(kafka);

    @AfterEach
    void closeAdmin() {
        admin.close();
    }

    @Test
    void createsWhatIsMissingAndIsContentWithItTheNextTime() throws Exception {
        ensure(3);
        ensure(3);

        var described = admin.describeTopics(
                        Arrays.stream(Topic.values()).map(names::of).toList())
                .allTopicNames()
                .get();
        described.forEach((name, topic) ->
                assertThat(topic.partitions()).as(name).hasSize(name.equals(names.of(Topic.TOKEN_GRANTS)) ? 2 : 3));
        assertThat(config(Topic.ADMISSION_LEDGER, "cleanup.policy")).isEqualTo("compact");
        assertThat(config(Topic.SEED_REQUESTS, "cleanup.policy")).isEqualTo("delete");
        assertThat(config(Topic.TOKEN_HEARTBEATS, "message.timestamp.type")).isEqualTo("LogAppendTime");
    }

    @Test
    void refusesAnotherPartitionCountAndSaysWhichPropertyMendsIt() {
        ensure(3);

        assertThatThrownBy(() -> ensure(4))
                .isInstanceOf(TopicsRefusedException.class)
                .hasMessageContaining("Topic " + names.of(Topic.SEED_REQUESTS) + " has 3 partitions, but"
                        + " seedgate.partitions is 4")
                .hasMessageContaining("set seedgate.partitions=3 again");
    }

    @Test
    void refusesAPartitionCountThatBrokerAndConfigurationAgreeOnButTheLedgerDoesNot() throws Exception {
        ensure(3);
        for (Topic topic : Topic.values()) {
            if (topic.role() != Topic.Role.REPLY) {
                admin.createPartitions(Map.of(names.of(topic), NewPartitions.increaseTo(4)))
                        .all()
                        .get();
            }
        }

        assertThatThrownBy(() -> ensure(4))
                .isInstanceOf(TopicsRefusedException.class)
                .hasMessageContaining("The ledger was begun with 3 partitions, but seedgate.partitions is 4");
    }

    @Test
    void refusesAWrongCleanupPolicyAndPrintsTheCommandThatMendsIt() throws Exception {
        admin.createTopics(List.of(new NewTopic(names.of(Topic.ADMISSION_LEDGER), 3, (short) 1)
                        .configs(Map.of("cleanup.policy", "delete"))))
                .all()
                .get();

        assertThatThrownBy(() -> ensure(3))
                .isInstanceOf(TopicsRefusedException.class)
                .hasMessageContaining("has cleanup.policy=delete, but it must be compact")
                .hasMessageContaining(
                        "--entity-name " + names.of(Topic.ADMISSION_LEDGER) + " --add-config cleanup.policy=compact");
    }

    private void ensure(int partitions) {
        new TopicSetup(kafka, new TopicPlan(names, partitions, 2, (short) 1)).ensure();
    }

    private String config(Topic topic, String key) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, names.of(topic));
        return admin.describeConfigs(List.of(resource)).all().get().values().stream()
                .map(config -> config.get(key).value())
                .findFirst()
                .orElseThrow();
    }
}
