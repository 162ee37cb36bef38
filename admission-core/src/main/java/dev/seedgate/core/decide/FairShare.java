package dev.seedgate.core.decide;

import dev.seedgate.core.TenantShares;
import dev.seedgate.core.ledger.Candidates;
import dev.seedgate.core.ledger.LiveRequest;
import dev.seedgate.core.ledger.LiveRequest.Phase;
import dev.seedgate.core.ledger.Shape;
import dev.seedgate.core.ledger.TenantUse;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.protocol.Scheduling;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Whose turn it is. Each tenant sends its first in line. Among those the highest level of priority goes first; within a level whoever
 * was promised a start, and then the tenant that has used least for its weight.
 *
 * <p>Waiting raises the level, but in steps, and only each tenant's first counts: an age that counted by itself would never tie, and there
 * would be nothing left to share by. And only the time counts in which the tenant was served nothing in its turn: the head of a long backlog
 * is old as well, but its tenant has its share. What overtakes is no turn: the one that it overtakes goes without.
 */
final class FairShare {
    /** Points of priority. Named priorities are so far apart. */
    private static final int LEVEL = 250;

    private static final int HIGHEST = Scheduling.MAX_PRIORITY / LEVEL;

    private final Draft draft;
    private final TenantShares shares;
    private final Candidates.Walk candidates;
    private final Comparator<LiveRequest> turn;
    /** In connection milliseconds; filled only where there is a choice. */
    private final Map<String, Long> used = new HashMap<>();
    /** Of whom something runs that was granted in its turn. */
    private final Set<String> served = new HashSet<>();

    FairShare(Draft draft) {
        this.draft = draft;
        this.shares = draft.policy().shares();
        this.candidates = draft.ledger().candidates().walk();
        this.turn = Comparator.comparingLong((LiveRequest live) -> -agedLevel(live))
                .thenComparing(live -> live.promisedStart().isEmpty())
                .thenComparingDouble(live -> used(live) / (double) shares.weightOf(live.tenant()))
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
        overtaken(request);
        served.add(request.tenant());
    }

    /** It starts out of its turn. */
    void overtaken(LiveRequest request) {
        candidates.take(request);
        used.merge(request.tenant(), cost(request, request.place().expected()), Long::sum);
    }

    /** Of a request's own priority, whatever its age. */
    static long level(LiveRequest live) {
        return live.request().scheduling().priority() / LEVEL;
    }

    private long agedLevel(LiveRequest live) {
        Duration unserved = Duration.between(latest(live.place().since(), servedUntil(live.tenant())), draft.now());
        long raised = Math.max(0, unserved.toMillis()) / LiveRequest.AGEING.toMillis();
        return Math.min(HIGHEST, (live.request().scheduling().priority() + raised) / LEVEL);
    }

    private Instant servedUntil(String tenant) {
        return served.contains(tenant)
                ? draft.now()
                : draft.ledger().tenantUse(tenant).map(TenantUse::servedUntil).orElse(Instant.MIN);
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private long used(LiveRequest live) {
        return used.getOrDefault(live.tenant(), 0L);
    }

    private void countUse() {
        for (String tenant : candidates.tenants()) {
            draft.ledger()
                    .tenantUse(tenant)
                    .ifPresent(use -> used.put(tenant, use.faded(draft.now(), shares.halfLife())));
        }
        for (Token token : draft.ledger().tokens()) {
            Runs.runningUnder(token, draft).ifPresent(live -> {
                used.merge(live.tenant(), cost(live, expected(live)), Long::sum);
                if (!overtook(live)) {
                    served.add(live.tenant());
                }
            });
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
        Instant served = overtook(running) ? null : draft.now();
        return before.map(use -> use.with(cost, served, draft.now(), halfLife))
                .orElseGet(() -> TenantUse.first(running.tenant(), cost, served, draft.now(), halfLife));
    }

    private static boolean overtook(LiveRequest live) {
        return live.phase() instanceof Phase.Running running && running.overtook();
    }

    private static Duration soFar(LiveRequest live, Instant now) {
        return live.phase() instanceof Phase.Running running
                ? Duration.between(running.startedAt(), now)
                : Duration.ZERO;
    }

    private static long cost(LiveRequest live, Duration time) {
        return live.request().connections() * time.toMillis();
    }
}
