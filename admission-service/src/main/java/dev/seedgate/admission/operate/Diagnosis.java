package dev.seedgate.admission.operate;

import dev.seedgate.admission.operate.ClusterProblem.Kind;
import dev.seedgate.admission.operate.ClusterProblem.Severity;
import dev.seedgate.admission.readmodel.ClusterReport;
import dev.seedgate.admission.readmodel.TokenSnapshot;
import dev.seedgate.core.UseThresholds;
import dev.seedgate.core.ledger.Hold;
import dev.seedgate.core.ledger.ServerView;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.protocol.ClusterObservation.EndedSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Says in words what is wrong with a cluster. */
public final class Diagnosis {
    /** For so long people are told of sessions that were ended because they should not have been there. */
    private static final Duration RECENT = Duration.ofMinutes(1);
    /** A draining token is gone at the next look, or the one after it; this is many looks later. */
    private static final Duration LONG_DRAINING = Duration.ofSeconds(10);

    private final ClusterReport report;
    private final UseThresholds thresholds;
    private final Duration stale;
    private final List<ClusterProblem> problems = new ArrayList<>();

    private Diagnosis(ClusterReport report, UseThresholds thresholds, Duration stale) {
        this.report = report;
        this.thresholds = thresholds;
        this.stale = stale;
    }

    /**
     * All that is wrong, the worst first.
     *
     * @param stale from which age on nothing is granted on an observation
     */
    public static List<ClusterProblem> of(ClusterReport report, UseThresholds thresholds, Duration stale) {
        return new Diagnosis(report, thresholds, stale).problems();
    }

    /** The worst of these. */
    public static Severity worst(List<ClusterProblem> problems) {
        return problems.stream()
                .map(problem -> problem.kind().severity())
                .max(Severity::compareTo)
                .orElse(Severity.OK);
    }

    private List<ClusterProblem> problems() {
        sight();
        ServerView server = report.cluster().server();
        boolean seenNow = problems.isEmpty();
        if (seenNow && server != null) {
            use(server);
            overBudget(server);
        }
        held();
        if (seenNow) {
            overdrawn();
            orphaned();
            drainingLong();
        }
        return List.copyOf(problems);
    }

    /** Where the server is not seen now, old figures say nothing of what is wrong. */
    private void sight() {
        Duration age = report.age();
        String unreachable = report.cluster().unreachable();
        if (unreachable != null) {
            String since = age == null ? "" : ", last seen " + ago(age);
            add(Kind.DATABASE_AWAY, "PostgreSQL does not answer" + since + "; nothing is granted: " + unreachable);
        } else if (age == null) {
            add(Kind.DATABASE_AWAY, "PostgreSQL was not seen yet; nothing is granted");
        } else if (age.compareTo(stale) > 0) {
            add(
                    Kind.OBSERVATION_STALE,
                    "nobody has looked at PostgreSQL since " + ago(age)
                            + "; nothing is granted. Does an admission service own this cluster?");
        }
    }

    private void use(ServerView server) {
        String used = server.used() + " of " + server.budget().maxConnections() + " connections are in use ("
                + percent(server) + " %; ";
        switch (server.level()) {
            case CRITICAL ->
                add(Kind.USE_CRITICAL, used + "critical from " + from(thresholds.criticalPercent(), server) + ")");
            case WARN -> add(Kind.USE_WARN, used + "warning from " + from(thresholds.warnPercent(), server) + ")");
            case NORMAL -> {}
        }
        if (server.crowdsOut()) {
            add(Kind.CROWDED, "fewer slots are free than are reserved: somebody with a reservation may be kept out");
        }
    }

    /** A level is kept as long as one session more would bring it back; a figure below the threshold would puzzle without that. */
    private static String from(int threshold, ServerView server) {
        int max = server.budget().maxConnections();
        boolean reached = 100L * server.used() >= (long) threshold * max;
        boolean oneShort = !reached && 100L * (server.used() + 1) >= (long) threshold * max;
        return threshold + " %" + (oneShort ? ", which one more would reach again" : "");
    }

    /** Of all connections that the server has; rounded down, so that 84.9 % is not shown as the threshold that it is below. */
    public static int percent(ServerView server) {
        return (int) (100L * server.used() / server.budget().maxConnections());
    }

    private void overBudget(ServerView server) {
        int budget = server.budget().seedBudget();
        int charged = report.cluster().charged();
        if (charged > budget) {
            add(
                    Kind.OVER_BUDGET,
                    "tokens hold " + charged + " connections, and the budget is " + budget
                            + ": nothing is granted until it fits again");
        }
    }

    private void held() {
        Hold hold = report.cluster().hold();
        if (hold != null) {
            add(
                    Kind.HELD,
                    hold.by() + " stopped the granting " + ago(report.since(hold.since()))
                            + (hold.reason().isBlank() ? "" : ": " + hold.reason()));
        }
    }

    private void overdrawn() {
        for (TokenSnapshot snapshot : report.tokens()) {
            String id = snapshot.token().terms().id();
            int worth = snapshot.token().terms().connections();
            int sessions = report.pids(id).size();
            if (sessions > worth) {
                add(Kind.OVERDRAWN, id + " has " + sessions + " sessions and is worth " + worth);
            }
        }
        ended(EndedSession.Cause.OVERDRAWN)
                .forEach((token, pids) -> add(
                        Kind.OVERDRAWN,
                        token + " opened more than it is worth; the agent ended its newest: pid " + listed(pids)));
    }

    private void orphaned() {
        ended(EndedSession.Cause.ORPHANED)
                .forEach((token, pids) -> add(
                        Kind.ORPHANED, token + " is over and still had sessions; the agent ended pid " + listed(pids)));
    }

    private Map<String, List<Integer>> ended(EndedSession.Cause cause) {
        Map<String, List<Integer>> pids = new TreeMap<>();
        report.endedWithin(RECENT).stream()
                .filter(session -> session.cause() == cause)
                .forEach(session -> pids.computeIfAbsent(session.token(), token -> new ArrayList<>())
                        .add(session.pid()));
        return pids;
    }

    private void drainingLong() {
        for (TokenSnapshot snapshot : report.tokens()) {
            if (snapshot.token() instanceof Token.Draining draining) {
                Instant due = draining.holderUntil() == null ? draining.terminateAt() : draining.holderUntil();
                Duration late = report.since(due);
                int sessions = report.pids(draining.terms().id()).size();
                if (late.compareTo(LONG_DRAINING) > 0) {
                    add(
                            Kind.DRAINING_LONG,
                            draining.terms().id() + " should have been gone for " + late.toSeconds() + " s ("
                                    + draining.reason().words() + "); PostgreSQL shows " + sessions
                                    + " of its sessions; the agent's log says why");
                }
            }
        }
    }

    private void add(Kind kind, String text) {
        problems.add(new ClusterProblem(kind, text));
    }

    private static String ago(Duration age) {
        return age.toSeconds() + " s ago";
    }

    private static String listed(List<Integer> pids) {
        return String.join(", ", pids.stream().map(String::valueOf).toList());
    }
}
