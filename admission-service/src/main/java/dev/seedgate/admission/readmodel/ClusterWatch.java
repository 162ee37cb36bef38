package dev.seedgate.admission.readmodel;

import dev.seedgate.protocol.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * Clusters as operators need to see them, and the wait for what an operator asked to come true. Every replica watches all clusters,
 * whoever owns them.
 */
public final class ClusterWatch implements AutoCloseable {
    private final ReadModel readModel;
    private final Looks looks;
    private final TopicFollower follower;

    private ClusterWatch(ReadModel readModel, ReadModel.Settings settings) {
        this.readModel = readModel;
        this.looks = new Looks(readModel.changes());
        this.follower = new TopicFollower(
                "last-looks",
                TopicFollower.Start.END,
                settings.broker(),
                List.of(settings.topics().of(Topic.CLUSTER_OBSERVATIONS)),
                looks);
    }

    /** Begins to read the observations that are made from now on. */
    public static ClusterWatch start(ReadModel readModel, ReadModel.Settings settings) {
        return new ClusterWatch(readModel, settings);
    }

    /** An empty one for a cluster of which nothing is known. */
    public ClusterReport report(String cluster) {
        return readModel.report(cluster, looks.of(cluster));
    }

    /**
     * A cluster at a glance; work, so not for everybody who asks.
     *
     * @param most how many of those that wait are told one by one
     * @throws BehindException when this replica has not read yet what happened before its start
     */
    public ClusterOverview overview(String cluster, int most) {
        return readModel.overview(cluster, looks.of(cluster), most);
    }

    /**
     * Waits until a report is as somebody wants it, and gives that one; the last one when the bound passes first.
     *
     * @throws BehindException when this replica has not read yet what happened before its start
     */
    public ClusterReport await(String cluster, Predicate<ClusterReport> until, Duration bound)
            throws InterruptedException {
        AtomicReference<ClusterReport> last = new AtomicReference<>(report(cluster));
        boolean unused = readModel
                .changes()
                .await(
                        () -> {
                            ClusterReport now = report(cluster);
                            last.set(now);
                            return until.test(now);
                        },
                        bound);
        return Objects.requireNonNull(last.get());
    }

    @Override
    public void close() {
        follower.close();
    }
}
