package dev.seedgate.core.decide;

import dev.seedgate.core.TenantShares;
import dev.seedgate.core.ledger.Candidates;
import dev.seedgate.core.ledger.LiveRequest;
import dev.seedgate.core.ledger.LiveRequest.Phase;
import dev.seedgate.core.ledger.Shape;
import dev.seedgate.core.ledger.TenantUse;
import dev.seedgate.core.ledger.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Whose turn it is. Each tenant sends its first in line. Among those the highest level of priority goes first, and within a level
 * the tenant that has used least for its weight. Age raises priority, but levels are steps, and only each tenant's first counts: an
 * age that counted by itself would never tie, and there would be nothing left to share by.
 */
final class FairShare {
    /** Points of priority. Named priorities are so far apart. */
    private static final int LEVEL = 250;

    private final Draft draft;
    private final TenantShares shares;
    private final Candidates.Walk candidates;
    private final Comparator<LiveRequest> turn;
    /** In connection milliseconds; filled only where there is a choice. */
    private final Map<String, Long> used = new HashMap<>();

    FairShare(Draft draft) {
        this.draft = draft;
        this.shares = draft.policy().shares();
        this.candidates = draft.ledger().candidates().walk();
        this.turn = Comparator.comparingLong((LiveRequest live) -> -level(live))
                .thenComparingDouble(live -> used(live) / (double) shares.weightOf(tenant(live)))
                .thenComparing(LiveRequest.QUEUE_ORDER);
        if (candidates.tenants().size() > 1) {
            countUse();
        }
    }

    /** Whose turn it is among those whose requests are of such shapes. */
    Optional<LiveRequest> next(Predicate<Shape> which) {
        return candidates.tenants().stream()
                .flatMap(tenant -> candidates.first(tenant, which).stream())
                .min(turn);
    }

    /** It had its turn; what it is expected to use counts at once. */
    void granted(LiveRequest request) {
        candidates.take(request);
        used.merge(tenant(request), cost(request, request.place().expected()), Long::sum);
    }

    private long level(LiveRequest live) {
        return Math.floorDiv(live.agedPriority(draft.now()), LEVEL);
    }

    private long used(LiveRequest live) {
        return used.getOrDefault(tenant(live), 0L);
    }

    private void countUse() {
        for (String tenant : candidates.tenants()) {
            draft.ledger()
                    .tenantUse(tenant)
                    .ifPresent(use -> used.put(tenant, use.faded(draft.now(), shares.halfLife())));
        }
        for (Token token : draft.ledger().tokens()) {
            Runs.runningUnder(token, draft)
                    .ifPresent(live -> used.merge(tenant(live), cost(live, expected(live)), Long::sum));
        }
    }

    /** What runs counts with what it is expected to take, or has taken already. */
    private Duration expected(LiveRequest live) {
        Duration soFar = soFar(live, draft.now());
        Duration expected = live.place().expected();
        return soFar.compareTo(expected) > 0 ? soFar : expected;
    }

    /** What a run that ends now is charged to its tenant. */
    static TenantUse charged(LiveRequest running, Optional<TenantUse> before, Draft draft) {
        Duration halfLife = draft.policy().shares().halfLife();
        long cost = cost(running, soFar(running, draft.now()));
        return before.map(use -> use.with(cost, draft.now(), halfLife))
                .orElseGet(() -> TenantUse.first(tenant(running), cost, draft.now(), halfLife));
    }

    private static Duration soFar(LiveRequest live, Instant now) {
        return live.phase() instanceof Phase.Running running
                ? Duration.between(running.startedAt(), now)
                : Duration.ZERO;
    }

    private static long cost(LiveRequest live, Duration time) {
        return live.request().connections() * time.toMillis();
    }

    private static String tenant(LiveRequest live) {
        return live.request().scheduling().tenant();
    }
}
