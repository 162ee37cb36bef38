package dev.seedgate.cli;

import dev.seedgate.cli.client.ClusterView;
import dev.seedgate.cli.text.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What people should know of a cluster before they read its figures; nothing while all is well. */
public final class ClusterNotes {
    private ClusterNotes() {}

    /** One line for each. */
    public static List<String> of(ClusterView cluster) {
        List<String> notes = new ArrayList<>();
        Duration age = cluster.observationAge();
        if (cluster.unreachable() != null) {
            String since = age == null ? "" : ", last seen " + Words.duration(age) + " ago";
            notes.add("DATABASE AWAY" + since + "; nothing is granted: " + cluster.unreachable());
        } else if (cluster.budget() == null) {
            notes.add("PostgreSQL was not seen yet, so there is no budget and nothing is granted.");
        }
        ClusterView.Hold hold = cluster.hold();
        if (hold != null) {
            notes.add("HELD by " + hold.by() + " for " + Words.duration(Duration.between(hold.since(), Instant.now()))
                    + (hold.reason().isBlank() ? "" : ": " + hold.reason()) + "; nothing is granted until '"
                    + Invocation.name() + " resume'");
        }
        ClusterView.Use use = cluster.use();
        if (use != null && !use.isNormal()) {
            notes.add("%s: %d of %d connections are in use, %d %%"
                    .formatted(
                            use.level().toUpperCase(Locale.ROOT), use.used(), cluster.maxConnections(), use.percent()));
        }
        return notes;
    }
}
