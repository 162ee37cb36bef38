package dev.seedgate.admission.operate;

import static dev.seedgate.admission.Requests.token;

import dev.seedgate.admission.readmodel.ClusterReport;
import dev.seedgate.admission.readmodel.ClusterSnapshot;
import dev.seedgate.admission.readmodel.LastLook;
import dev.seedgate.admission.readmodel.Moment;
import dev.seedgate.admission.readmodel.TokenSnapshot;
import dev.seedgate.core.ledger.Budget;
import dev.seedgate.core.ledger.ClusterState;
import dev.seedgate.core.ledger.DrainReason;
import dev.seedgate.core.ledger.Hold;
import dev.seedgate.core.ledger.ServerView;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.core.ledger.UseLevel;
import dev.seedgate.protocol.ClusterObservation.EndedSession;
import dev.seedgate.protocol.ClusterObservation.Look;
import dev.seedgate.protocol.ClusterObservation.Seen;
import dev.seedgate.protocol.ClusterObservation.ServerSettings;
import dev.seedgate.protocol.ClusterObservation.TokenSessions;
import dev.seedgate.protocol.Enforcement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds a report of a server with 25 connections, of which others use 3 and tokens may have 8; by default all is well. */
final class Reports {
    private final Moment moment = Moment.now();
    private final Instant now = moment.wall();
    private final List<TokenSnapshot> tokens = new ArrayList<>();
    private final List<TokenSessions> sessions = new ArrayList<>();
    private final List<LastLook.Ended> ended = new ArrayList<>();
    private UseLevel level = UseLevel.NORMAL;
    private int unclassified;
    private long revision = 10;
    private long basis = 10;
    private Duration age = Duration.ZERO;
    private boolean everSeen = true;
    private @Nullable String unreachable;
    private @Nullable Hold hold;

    Reports held(String by, String reason) {
        hold = new Hold(by, reason, now);
        return this;
    }

    Reports unreachable(String error) {
        unreachable = error;
        return this;
    }

    Reports neverSeen() {
        everSeen = false;
        return this;
    }

    Reports age(Duration time) {
        age = time;
        return this;
    }

    Reports level(UseLevel reached) {
        level = reached;
        return this;
    }

    Reports unclassified(int others) {
        unclassified = others;
        return this;
    }

    Reports revision(long decided) {
        revision = decided;
        return this;
    }

    Reports basis(long known) {
        basis = known;
        return this;
    }

    Reports active(long fence, int worth, Integer... pids) {
        return add(token(fence, "r-" + fence, worth), pids);
    }

    /** @param late for how long it should have been gone */
    Reports draining(long fence, Duration late, Integer... pids) {
        Token.Active active = token(fence, "r-" + fence, 2);
        return add(active.drained(DrainReason.KILLED, 5, now.minus(late)), pids);
    }

    Reports ended(int pid, String token, EndedSession.Cause cause) {
        ended.add(new LastLook.Ended(new EndedSession(pid, token, cause), moment.nanos()));
        return this;
    }

    private Reports add(Token token, Integer... pids) {
        tokens.add(new TokenSnapshot("main", token, null));
        if (pids.length > 0) {
            sessions.add(new TokenSessions(token.terms().id(), List.of(pids)));
        }
        return this;
    }

    ClusterReport report() {
        int used = sessions.stream().mapToInt(each -> each.pids().size()).sum();
        Budget budget = new Budget(
                25,
                3,
                0,
                List.of(new Budget.ClassUse("api", 12, 2), new Budget.ClassUse("agent", 1, 1)),
                unclassified,
                1,
                now.minus(age));
        ServerView server = new ServerView(budget, basis, new Look("agent", 1), used, level, Enforcement.TAG, null);
        ClusterState state =
                new ClusterState(revision, 7, 0, now, everSeen ? server : null, unreachable, hold, List.of());
        int charged = tokens.stream()
                .mapToInt(each -> each.token().terms().connections())
                .sum();
        return new ClusterReport(
                new ClusterSnapshot(
                        "main", state, charged, new ClusterSnapshot.LiveSeeds(0, 0, 0, 0), 0, 0, tokens.size()),
                tokens,
                everSeen ? look() : null,
                moment);
    }

    private LastLook look() {
        Seen seen = new Seen(
                "main",
                basis,
                new Look("agent", 1),
                new ServerSettings(25, 3, 0, null),
                Enforcement.TAG,
                List.of(),
                unclassified,
                sessions,
                List.of(),
                List.of(),
                List.of());
        return new LastLook(seen, moment.nanos() - age.toNanos(), ended);
    }
}
