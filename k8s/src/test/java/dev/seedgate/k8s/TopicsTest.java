package dev.seedgate.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.admission.topics.TopicPlan;
import dev.seedgate.protocol.Topic;
import dev.seedgate.protocol.TopicNames;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import io.strimzi.api.kafka.model.user.KafkaUserAuthorizationSimple;
import io.strimzi.api.kafka.model.user.acl.AclResourcePatternType;
import io.strimzi.api.kafka.model.user.acl.AclRule;
import io.strimzi.api.kafka.model.user.acl.AclRuleGroupResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleTopicResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleTransactionalIdResource;
import io.strimzi.api.kafka.model.user.acl.StrimziAclOperation;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

/** The topics are those that the admission service would make, and everybody may do with them what they must and no more. */
class TopicsTest {
    private static final String ADMISSION_SERVICE = "seedgate-admission-service";
    private static final String SEED_WORKER = "seedgate-seed-worker";
    private static final TopicNames NAMES = new TopicNames("");
    /** With the defaults of seedgate.partitions and seedgate.grant-partitions. */
    private static final TopicPlan PLAN = new TopicPlan(NAMES, 4, 8, (short) 3);

    private final List<KafkaTopic> topics = ManifestFiles.of(KafkaTopic.class, "components/kafka");
    private final Map<String, KafkaUser> users = ManifestFiles.of(KafkaUser.class, "components/kafka").stream()
            .collect(Collectors.toMap(user -> user.getMetadata().getName(), user -> user));

    @Test
    void areThoseThatTheAdmissionServiceWouldMake() {
        assertThat(topics.stream().map(TopicsTest::described))
                .containsExactlyElementsOf(
                        PLAN.creations().stream().map(TopicsTest::described).toList());
    }

    private record Described(String name, int partitions, int replicas, Map<String, String> config) {}

    private static Described described(KafkaTopic topic) {
        Map<String, String> config = new TreeMap<>();
        topic.getSpec().getConfig().forEach((key, value) -> config.put(key, value.toString()));
        return new Described(
                topic.getMetadata().getName(),
                topic.getSpec().getPartitions(),
                topic.getSpec().getReplicas(),
                config);
    }

    private static Described described(NewTopic topic) {
        return new Described(
                topic.name(), topic.numPartitions(), topic.replicationFactor(), new TreeMap<>(topic.configs()));
    }

    @Test
    void belongToTheClusterThatIsThere() {
        assertThat(Stream.concat(topics.stream(), users.values().stream()))
                .allSatisfy(one ->
                        assertThat(one.getMetadata().getLabels()).containsEntry("strimzi.io/cluster", "seedgate"));
    }

    @Test
    void onlyTheAdmissionServiceWritesGrantsTheJournalAndTheLedger() {
        for (Topic topic : List.of(Topic.TOKEN_GRANTS, Topic.TOKEN_EVENTS, Topic.ADMISSION_LEDGER)) {
            assertThat(writersOf(topic)).as(topic.baseName()).containsExactly(ADMISSION_SERVICE);
        }
    }

    private Set<String> writersOf(Topic topic) {
        return users.keySet().stream()
                .filter(user -> operations(user, topic).contains(StrimziAclOperation.WRITE))
                .collect(Collectors.toSet());
    }

    @Test
    void theAdmissionServiceReadsAndChecksAllAndWritesAllButWhatRunsSay() {
        for (Topic topic : Topic.values()) {
            Set<StrimziAclOperation> expected = EnumSet.of(
                    StrimziAclOperation.READ, StrimziAclOperation.DESCRIBE, StrimziAclOperation.DESCRIBECONFIGS);
            if (topic != Topic.SEED_LOGS && topic != Topic.SEED_REJECTS) {
                expected.add(StrimziAclOperation.WRITE);
            }
            assertThat(operations(ADMISSION_SERVICE, topic))
                    .as(topic.baseName())
                    .isEqualTo(expected);
        }
    }

    /** What {@code TopicLayout} describes, {@code Outbox} writes and the channel of grants reads. */
    @Test
    void aWorkerWritesWhatItSaysAndReadsGrants() {
        Set<Topic> written = EnumSet.of(
                Topic.TOKEN_REQUESTS,
                Topic.TOKEN_HEARTBEATS,
                Topic.TOKEN_RELEASES,
                Topic.SEED_STATUS,
                Topic.SEED_LOGS,
                Topic.SEED_REJECTS);
        for (Topic topic : Topic.values()) {
            Set<StrimziAclOperation> expected = EnumSet.noneOf(StrimziAclOperation.class);
            if (written.contains(topic)) {
                expected = EnumSet.of(StrimziAclOperation.WRITE, StrimziAclOperation.DESCRIBE);
            } else if (topic == Topic.TOKEN_GRANTS) {
                expected = EnumSet.of(StrimziAclOperation.READ, StrimziAclOperation.DESCRIBE);
            }
            assertThat(operations(SEED_WORKER, topic)).as(topic.baseName()).isEqualTo(expected);
        }
    }

    /** A topic is named as it is: no rule covers several by a prefix or a star. */
    private Set<StrimziAclOperation> operations(String user, Topic topic) {
        Set<StrimziAclOperation> operations = EnumSet.noneOf(StrimziAclOperation.class);
        for (AclRule rule : rules(user)) {
            if (rule.getResource() instanceof AclRuleTopicResource named) {
                assertThat(named.getPatternType()).isEqualTo(AclResourcePatternType.LITERAL);
                assertThat(Arrays.stream(Topic.values()).map(NAMES::of)).contains(named.getName());
                if (named.getName().equals(NAMES.of(topic))) {
                    operations.addAll(rule.getOperations());
                }
            }
        }
        return operations;
    }

    @Test
    void groupsAndTransactionsAreTheirOwn() {
        assertThat(groups(ADMISSION_SERVICE)).isEqualTo(Map.of("seedgate-admission", AclResourcePatternType.LITERAL));
        assertThat(groups(SEED_WORKER)).isEqualTo(Map.of("worker-", AclResourcePatternType.PREFIX));
        assertThat(transactions(ADMISSION_SERVICE)).containsExactlyInAnyOrder("seedgate-ledger-", "intake-");
        assertThat(transactions(SEED_WORKER)).isEmpty();
    }

    private Map<String, AclResourcePatternType> groups(String user) {
        Map<String, AclResourcePatternType> groups = new HashMap<>();
        rules(user).forEach(rule -> {
            if (rule.getResource() instanceof AclRuleGroupResource group) {
                groups.put(group.getName(), group.getPatternType());
            }
        });
        return groups;
    }

    private Set<String> transactions(String user) {
        return rules(user).stream()
                .filter(rule -> rule.getResource() instanceof AclRuleTransactionalIdResource)
                .map(rule -> ((AclRuleTransactionalIdResource) rule.getResource()).getName())
                .collect(Collectors.toSet());
    }

    private List<AclRule> rules(String name) {
        KafkaUser user = users.get(name);
        assertThat(user).as(name).isNotNull();
        return ((KafkaUserAuthorizationSimple) user.getSpec().getAuthorization()).getAcls();
    }
}
