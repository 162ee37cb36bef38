package dev.seedgate.protocol;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What each service may do at a broker that has an authorizer, and nothing beyond: the one list, which deployments are held against.
 * Kafka lets whoever may read or write something describe it as well.
 */
public final class BrokerRights {
    /** Replies, the journal and the ledger are the admission service's alone: who could write them could grant tokens. */
    private static final Set<Topic> WRITTEN_BY_WORKERS = EnumSet.of(
            Topic.TOKEN_REQUESTS,
            Topic.TOKEN_HEARTBEATS,
            Topic.TOKEN_RELEASES,
            Topic.SEED_STATUS,
            Topic.SEED_LOGS,
            Topic.SEED_REJECTS);

    private static final Set<Topic> READ_BY_WORKERS = EnumSet.of(Topic.TOKEN_GRANTS);
    /** It only passes them on. */
    private static final Set<Topic> NOT_WRITTEN_BY_ADMISSION = EnumSet.of(Topic.SEED_LOGS, Topic.SEED_REJECTS);

    private BrokerRights() {}

    /** What a right is for; the names are Kafka's. */
    public enum Resource {
        TOPIC,
        GROUP,
        TRANSACTIONAL_ID
    }

    /** What may be done; the names are Kafka's. */
    public enum Operation {
        READ,
        WRITE,
        CREATE,
        DESCRIBE_CONFIGS
    }

    /**
     * A right.
     *
     * @param name of the resource, or what the names of all that are meant begin with
     * @param prefix whether it is that
     */
    public record Right(Resource resource, String name, boolean prefix, Operation operation) {}

    /**
     * The admission service's. It makes the topics where they are missing.
     *
     * @param group {@code seedgate.group}, without the prefix
     */
    public static List<Right> ofAdmission(TopicNames topics, String group) {
        Stream<Right> ofTopics = Arrays.stream(Topic.values())
                .flatMap(topic -> admissionAt(topic).map(operation -> at(topics.of(topic), operation)));
        Stream<Right> others = Stream.of(
                new Right(Resource.GROUP, topics.prefix() + group, false, Operation.READ),
                new Right(Resource.TRANSACTIONAL_ID, topics.prefix() + "seedgate-ledger-", true, Operation.WRITE),
                new Right(Resource.TRANSACTIONAL_ID, topics.prefix() + "intake-", true, Operation.WRITE));
        return Stream.concat(ofTopics, others).toList();
    }

    private static Stream<Operation> admissionAt(Topic topic) {
        Stream<Operation> always = Stream.of(Operation.READ, Operation.CREATE, Operation.DESCRIBE_CONFIGS);
        return NOT_WRITTEN_BY_ADMISSION.contains(topic) ? always : Stream.concat(always, Stream.of(Operation.WRITE));
    }

    /** A worker's; the same for all of them. */
    public static List<Right> ofWorker(TopicNames topics) {
        Stream<Right> reads = READ_BY_WORKERS.stream().map(topic -> at(topics.of(topic), Operation.READ));
        Stream<Right> writes = WRITTEN_BY_WORKERS.stream().map(topic -> at(topics.of(topic), Operation.WRITE));
        Right group = new Right(Resource.GROUP, topics.prefix() + "worker-", true, Operation.READ);
        return Stream.of(reads, writes, Stream.of(group)).flatMap(each -> each).toList();
    }

    private static Right at(String topic, Operation operation) {
        return new Right(Resource.TOPIC, topic, false, operation);
    }
}
