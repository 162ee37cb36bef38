package dev.seedgate.worker.broker;

import dev.seedgate.protocol.Topic;
import dev.seedgate.worker.config.WorkerSettings;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * How many partitions each topic has. The admission service makes the topics; a worker that is started first waits for them, since
 * a partition that was guessed would be read by nobody.
 */
@Singleton
public class TopicLayout {
    private static final Logger LOG = Logger.getLogger(TopicLayout.class);
    private static final Duration ASK_AGAIN = Duration.ofMillis(500);
    private static final int SAY_AGAIN = 20;
    private static final List<Topic> USED = List.of(
            Topic.TOKEN_REQUESTS,
            Topic.TOKEN_HEARTBEATS,
            Topic.TOKEN_RELEASES,
            Topic.TOKEN_GRANTS,
            Topic.SEED_STATUS,
            Topic.SEED_LOGS,
            Topic.SEED_REJECTS);

    private final WorkerSettings settings;
    private final Map<String, Object> kafka;
    private @Nullable Map<Topic, Integer> partitions;

    TopicLayout(WorkerSettings settings, @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.settings = settings;
        this.kafka = kafka;
    }

    /** The topic's partition count; waits until all topics exist. */
    public synchronized int partitions(Topic topic) {
        if (partitions == null) {
            partitions = await();
        }
        Integer count = partitions.get(topic);
        if (count == null) {
            throw new IllegalArgumentException("the worker does not use the topic " + topic);
        }
        return count;
    }

    /** The process starts on this thread, and Quarkus ends it only once it has started: so a SIGTERM must end the wait. */
    private Map<Topic, Integer> await() {
        var hook = new Thread(Thread.currentThread()::interrupt, "stop waiting for topics");
        Runtime.getRuntime().addShutdownHook(hook);
        try (Admin admin = Admin.create(kafka)) {
            Map<Topic, Integer> counts = poll(admin);
            Runtime.getRuntime().removeShutdownHook(hook);
            return counts;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("told to end while waiting for the topics", e);
        }
    }

    private Map<Topic, Integer> poll(Admin admin) throws InterruptedException {
        for (int asked = 0; ; asked++) {
            try {
                return describe(admin);
            } catch (ExecutionException e) {
                if (asked % SAY_AGAIN == 0) {
                    LOG.infof(
                            "waiting for the topics %s, which the admission service makes: %s",
                            names(), e.getCause() == null ? e : e.getCause().getMessage());
                }
                Thread.sleep(ASK_AGAIN);
            }
        }
    }

    private Map<Topic, Integer> describe(Admin admin) throws InterruptedException, ExecutionException {
        Map<String, TopicDescription> found =
                admin.describeTopics(names()).allTopicNames().get();
        var counts = new EnumMap<Topic, Integer>(Topic.class);
        found.forEach((name, description) -> counts.put(
                settings.topics().topic(name), description.partitions().size()));
        return counts;
    }

    private List<String> names() {
        return USED.stream().map(settings.topics()::of).collect(Collectors.toList());
    }
}
