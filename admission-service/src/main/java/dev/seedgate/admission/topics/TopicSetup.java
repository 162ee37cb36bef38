package dev.seedgate.admission.topics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;

/**
 * Creates the topics that are missing and refuses to start on those that are wrong. A partition count or a clean-up policy that
 * differs is never mended by us: it would move clusters to other owners, or drop what the ledger must keep.
 */
public final class TopicSetup {
    private static final Logger LOG = Logger.getLogger(TopicSetup.class);
    private static final Duration BROKER_RETRY = Duration.ofSeconds(2);

    private final Map<String, Object> kafka;
    private final TopicPlan plan;

    public TopicSetup(Map<String, Object> kafka, TopicPlan plan) {
        this.kafka = Map.copyOf(kafka);
        this.plan = plan;
    }

    /**
     * Waits for the broker, then makes sure of the topics.
     *
     * @throws TopicsRefusedException when a topic exists that is not what it must be
     */
    public void ensure() {
        while (true) {
            try (Admin admin = Admin.create(adminConfig())) {
                create(admin, missing(admin));
                verify(admin);
                new PartitionCountRecord(kafka, plan).verifyOrWrite();
                return;
            } catch (RetriableException e) {
                LOG.infof(
                        "Waiting for the broker at %s: %s",
                        kafka.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG), e.getMessage());
                pause();
            }
        }
    }

    private Map<String, Object> adminConfig() {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        return config;
    }

    private List<TopicPlan.Planned> missing(Admin admin) {
        Collection<String> existing = await(admin.listTopics().names());
        return plan.topics().stream()
                .filter(planned -> !existing.contains(planned.name()))
                .toList();
    }

    private void create(Admin admin, List<TopicPlan.Planned> missing) {
        var created = admin.createTopics(missing.stream().map(plan::creation).toList());
        created.values().forEach((name, future) -> {
            try {
                await(future);
                LOG.infof("Created topic %s", name);
            } catch (TopicExistsException e) {
                LOG.debugf("Another replica has just created topic %s", name);
            }
        });
    }

    private void verify(Admin admin) {
        List<String> problems = new ArrayList<>();
        Map<String, TopicDescription> descriptions = describe(admin);
        Map<String, Config> configs = configs(admin);
        for (TopicPlan.Planned planned : plan.topics()) {
            checkPartitions(planned, descriptions, problems);
            checkConfig(planned, configs, problems);
        }
        if (!problems.isEmpty()) {
            throw new TopicsRefusedException(problems);
        }
    }

    private Map<String, TopicDescription> describe(Admin admin) {
        return await(admin.describeTopics(
                        plan.topics().stream().map(TopicPlan.Planned::name).toList())
                .allTopicNames());
    }

    private Map<String, Config> configs(Admin admin) {
        List<ConfigResource> resources = plan.topics().stream()
                .map(planned -> new ConfigResource(ConfigResource.Type.TOPIC, planned.name()))
                .toList();
        Map<String, Config> configs = new HashMap<>();
        await(admin.describeConfigs(resources).all())
                .forEach((resource, config) -> configs.put(resource.name(), config));
        return configs;
    }

    private static void checkPartitions(
            TopicPlan.Planned planned, Map<String, TopicDescription> descriptions, List<String> problems) {
        TopicDescription description = descriptions.get(planned.name());
        if (description != null && description.partitions().size() != planned.partitions()) {
            int actual = description.partitions().size();
            problems.add("Topic " + planned.name() + " has " + actual + " partitions, but " + property(planned) + " is "
                    + planned.partitions()
                    + ". The count is chosen once, because it decides which ledger a cluster belongs"
                    + " to: set " + property(planned) + "=" + actual
                    + " again, or stop everything, delete this installation's topics and start over.");
        }
    }

    private static String property(TopicPlan.Planned planned) {
        return switch (planned.topic().role()) {
            case REPLY -> "seedgate.grant-partitions";
            case INPUT, OUTPUT -> "seedgate.partitions";
        };
    }

    private static void checkConfig(TopicPlan.Planned planned, Map<String, Config> configs, List<String> problems) {
        Config config = configs.get(planned.name());
        planned.required().forEach((key, expected) -> {
            String actual = config == null || config.get(key) == null
                    ? ""
                    : config.get(key).value();
            if (!expected.equals(actual)) {
                problems.add("Topic " + planned.name() + " has " + key + "=" + actual + ", but it must be " + expected
                        + ": kafka-configs.sh --alter --entity-type topics --entity-name " + planned.name()
                        + " --add-config " + key + "=" + expected);
            }
        });
    }

    /** A future's value; what failed on the broker's side comes out as the Kafka exception that it was. */
    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BROKER_RETRY);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
