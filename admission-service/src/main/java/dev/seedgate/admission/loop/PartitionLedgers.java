package dev.seedgate.admission.loop;

import dev.seedgate.core.Reservations;
import dev.seedgate.core.ledger.ClusterState;
import dev.seedgate.core.ledger.Entity;
import dev.seedgate.core.ledger.Ledger;
import dev.seedgate.protocol.ClusterPartitioner;
import dev.seedgate.protocol.InvalidMessageException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/** The ledgers that belong on one partition, by their clusters: those of all configured clusters that it is home to. */
final class PartitionLedgers {
    private static final Logger LOG = Logger.getLogger(PartitionLedgers.class);

    private final LoopSettings settings;
    private final int partition;
    private final SortedMap<String, Ledger> ledgers = new TreeMap<>();

    private PartitionLedgers(LoopSettings settings, int partition) {
        this.settings = settings;
        this.partition = partition;
    }

    /** Makes the ledgers as they are stored; a cluster of which nothing is stored gets an empty one. */
    static PartitionLedgers restore(
            LoopSettings settings, int partition, SortedMap<String, List<Entity>> stored, Instant now) {
        PartitionLedgers restored = new PartitionLedgers(settings, partition);
        settings.clusters().forEach((cluster, reservations) -> {
            if (restored.homeOf(cluster) == partition) {
                restored.put(cluster, reservations, stored.getOrDefault(cluster, List.of()), now);
            }
        });
        stored.keySet().forEach(restored::warnUnlessConfigured);
        return restored;
    }

    /** The latest time that any of the stored ledgers has seen. */
    static Instant lastTime(SortedMap<String, List<Entity>> stored) {
        return stored.values().stream()
                .flatMap(List::stream)
                .filter(ClusterState.class::isInstance)
                .map(entity -> ((ClusterState) entity).time())
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    private int homeOf(String cluster) {
        return ClusterPartitioner.partition(cluster, settings.partitions());
    }

    private void put(String cluster, Reservations reservations, List<Entity> entities, Instant now) {
        Ledger ledger = new Ledger(cluster, settings.policy(), reservations, now);
        entities.forEach(ledger::restore);
        ledgers.put(cluster, ledger);
    }

    private void warnUnlessConfigured(String cluster) {
        if (!ledgers.containsKey(cluster)) {
            LOG.warnf(
                    "The ledger holds cluster '%s', which is not configured: its records are put aside and its tokens stay"
                            + " charged until seedgate.clusters.%s is back",
                    cluster, cluster);
        }
    }

    /** All of them, in the order of their clusters. */
    Collection<Ledger> all() {
        return ledgers.values();
    }

    /**
     * A cluster's ledger.
     *
     * @throws InvalidMessageException when the cluster is not configured, or at home on another partition
     */
    Ledger of(String cluster) {
        Ledger ledger = ledgers.get(cluster);
        if (ledger != null) {
            return ledger;
        }
        throw new InvalidMessageException(
                "cluster",
                settings.clusters().containsKey(cluster)
                        ? "'" + cluster + "' does not belong on partition " + partition
                                + ": its records travel on partition " + homeOf(cluster)
                        : "'" + cluster + "' is not configured under seedgate.clusters");
    }
}
