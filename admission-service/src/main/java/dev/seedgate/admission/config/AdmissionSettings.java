package dev.seedgate.admission.config;

import dev.seedgate.core.Policy;
import dev.seedgate.core.Reservations;
import dev.seedgate.core.Reservations.Reservation;
import dev.seedgate.protocol.Checks;
import dev.seedgate.protocol.TokenTag;
import dev.seedgate.protocol.TopicNames;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The configuration, checked and in the core's own types.
 *
 * @param installation tells this installation's sessions from another's on the same server
 * @param topics the topics' names
 * @param policy the ledgers' times and limits
 * @param clusters what is kept free in each cluster, the agent's own connection included
 */
public record AdmissionSettings(
        String installation, TopicNames topics, Policy policy, SortedMap<String, Reservations> clusters) {
    /** The class of the agent's own permanent connection; reserved in every cluster. */
    public static final String AGENT_CLASS = "agent";

    public AdmissionSettings {
        clusters = new TreeMap<>(clusters);
    }

    /**
     * Checks and translates.
     *
     * @throws IllegalArgumentException naming the property that is wrong
     */
    public static AdmissionSettings of(SeedgateConfig config) {
        Checks.name("seedgate.installation", config.installation(), TokenTag.MAX_INSTALLATION);
        if (config.clusters().isEmpty()) {
            throw new IllegalArgumentException(
                    "seedgate.clusters must name at least one cluster: seedgate.clusters.<name>.agent.url and so on");
        }
        SortedMap<String, Reservations> clusters = new TreeMap<>();
        config.clusters().forEach((name, cluster) -> {
            Checks.name("seedgate.clusters.<name>", name, TokenTag.MAX_CLUSTER);
            clusters.put(name, reservations("seedgate.clusters." + name, cluster));
        });
        return new AdmissionSettings(
                config.installation(),
                new TopicNames(config.topicPrefix().orElse("")),
                policy(config.timing()),
                clusters);
    }

    private static Reservations reservations(String property, SeedgateConfig.Cluster cluster) {
        List<Reservation> classes = cluster.classes().stream()
                .map(known -> reservation(property, known))
                .toList();
        long names = classes.stream().map(Reservation::consumerClass).distinct().count();
        if (names < classes.size()) {
            throw new IllegalArgumentException(property + ".classes must not name a class twice");
        }
        if (cluster.headroom() < 0) {
            throw new IllegalArgumentException(property + ".headroom must not be negative, got: " + cluster.headroom());
        }
        return new Reservations(
                Stream.concat(classes.stream(), Stream.of(new Reservation(AGENT_CLASS, 1)))
                        .toList(),
                cluster.headroom());
    }

    private static Reservation reservation(String property, SeedgateConfig.ConsumerClass known) {
        String name = Checks.name(property + ".classes.name", known.name(), 63);
        if (name.equals(AGENT_CLASS)) {
            throw new IllegalArgumentException(property + ".classes must not name '" + AGENT_CLASS
                    + "': it is the agent's own and reserved anyway");
        }
        if (known.reservation() < 0) {
            throw new IllegalArgumentException(property + ".classes: the reservation of '" + name
                    + "' must not be negative, got: " + known.reservation());
        }
        return new Reservation(name, known.reservation());
    }

    private static Policy policy(SeedgateConfig.Timing timing) {
        try {
            return new Policy(
                    timing.lease(),
                    timing.renewal(),
                    timing.suspectAfter(),
                    timing.claim(),
                    timing.drainGrace(),
                    timing.firstBackoff(),
                    timing.maxBackoff(),
                    timing.maxInterruptions(),
                    Policy.DEFAULT.outcomeWindow(),
                    Policy.DEFAULT.cancelWindow(),
                    Policy.DEFAULT.workerWindow(),
                    Policy.DEFAULT.observationWindow());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("seedgate.timing: " + e.getMessage(), e);
        }
    }
}
