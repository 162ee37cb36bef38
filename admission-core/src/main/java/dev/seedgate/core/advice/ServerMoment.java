package dev.seedgate.core.advice;

import dev.seedgate.protocol.ClusterObservation.ClassSessions;
import java.time.Instant;
import java.util.List;

/** What was seen of a server, which holds until the next such moment. */
public sealed interface ServerMoment {
    Instant at();

    /**
     * It answered.
     *
     * @param maxConnections the server's {@code max_connections}
     * @param keptByServer what it keeps for superusers and reserved roles
     * @param classes sessions of those that nobody gates, by class
     * @param unclassified sessions of nobody we know
     */
    record Seen(Instant at, int maxConnections, int keptByServer, List<ClassSessions> classes, int unclassified)
            implements ServerMoment {
        public Seen {
            classes = List.copyOf(classes);
        }

        int sessionsOf(String consumerClass) {
            return classes.stream()
                    .filter(each -> each.name().equals(consumerClass))
                    .mapToInt(ClassSessions::sessions)
                    .sum();
        }

        /** Sessions of all that nobody gates. */
        int others() {
            return unclassified
                    + classes.stream().mapToInt(ClassSessions::sessions).sum();
        }
    }

    /** It did not answer. */
    record Away(Instant at) implements ServerMoment {}
}
