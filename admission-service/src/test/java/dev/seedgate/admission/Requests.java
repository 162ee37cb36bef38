package dev.seedgate.admission;

import dev.seedgate.core.ledger.Budget;
import dev.seedgate.core.ledger.ClusterState;
import dev.seedgate.core.ledger.LiveRequest;
import dev.seedgate.core.ledger.Offer;
import dev.seedgate.core.ledger.ServerView;
import dev.seedgate.core.ledger.Size;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.core.ledger.TokenTerms;
import dev.seedgate.core.ledger.UseLevel;
import dev.seedgate.protocol.ClusterObservation.Look;
import dev.seedgate.protocol.Enforcement;
import dev.seedgate.protocol.Scheduling;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.SeedState;
import dev.seedgate.protocol.StatusMessage.SeedProgress;
import dev.seedgate.protocol.StatusMessage.SeedStatus;
import dev.seedgate.protocol.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests and what is said of them, with what a test does not care for filled in. */
public final class Requests {
    public static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    public static final WorkerId WORKER = new WorkerId("worker-1", "first-life");

    private Requests() {}

    /** Accepted so many seconds after {@link #T0}. */
    public static SeedRequest request(String id, int connections, int seconds) {
        return new SeedRequest(
                id,
                "main",
                "shop",
                "meyer",
                connections,
                SeedRequest.DEFAULT_ATTEMPTS,
                Duration.ofMinutes(10),
                Map.of(),
                Scheduling.DEFAULT,
                T0.plusSeconds(seconds));
    }

    public static SeedStatus status(SeedRequest request, SeedState state, @Nullable String token) {
        Instant at = request.acceptedAt().plusMillis(500);
        return new SeedStatus(
                request,
                state,
                1,
                0,
                token,
                token == null ? null : WORKER.name(),
                state == SeedState.SUCCEEDED ? 42L : null,
                state == SeedState.SUCCEEDED ? 0L : null,
                null,
                null,
                null,
                at,
                token == null ? null : at,
                state.isFinal() ? at : null,
                null,
                at);
    }

    public static SeedProgress progress(String request, String token, long rows) {
        return new SeedProgress(request, token, 1, 2, "load parts", rows, 10, 100, rows, null);
    }

    public static LiveRequest live(SeedRequest request, long arrival, LiveRequest.Phase phase) {
        LiveRequest.Place place =
                new LiveRequest.Place(arrival, arrival, request.acceptedAt(), request.timeout(), request.timeout());
        return new LiveRequest(request, place, request.acceptedAt(), 0, 0, 0, null, phase);
    }

    public static LiveRequest queued(SeedRequest request, long arrival) {
        return live(request, arrival, new LiveRequest.Phase.Waiting());
    }

    /** A server of 25 that leaves 8 for tokens. */
    public static ClusterState seen() {
        Budget budget = new Budget(
                25, 3, 0, List.of(new Budget.ClassUse("api", 12, 2), new Budget.ClassUse("agent", 1, 1)), 0, 1, T0);
        return new ClusterState(1, 0, 0, T0, server(budget), null, null, List.of());
    }

    /** A server that was seen once. */
    public static ServerView server(Budget budget) {
        return new ServerView(budget, 1, new Look("agent", 1), 0, UseLevel.NORMAL, Enforcement.TAG, null);
    }

    public static Token.Active token(long fence, String request, int connections) {
        TokenTerms terms = new TokenTerms(
                "main-" + fence,
                fence,
                request,
                "bid-" + fence,
                new Offer(100, List.of()),
                WORKER,
                0,
                Size.fixed(connections, T0),
                "shop",
                null,
                T0,
                null);
        return new Token.Active(terms, T0.plusSeconds(8), T0.plusSeconds(15));
    }
}
