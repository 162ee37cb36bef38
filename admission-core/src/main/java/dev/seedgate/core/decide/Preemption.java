package dev.seedgate.core.decide;

import dev.seedgate.core.event.LedgerEvent.PreemptionRequested;
import dev.seedgate.core.ledger.LiveRequest;
import dev.seedgate.core.ledger.LiveRequest.Phase;
import dev.seedgate.core.ledger.ServerView;
import dev.seedgate.core.ledger.Token;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Stops runs that may be stopped, to make room: for those whom nobody gates, when they have taken so much that running seeds hold more than
 * the budget; and for a request that is worth more and has waited. What has done least is stopped first, because it is the cheapest to
 * do again, and never more than is needed. A stopped run counts as nothing, and its request is back in its old place.
 */
final class Preemption {
    /** How often a request is stopped at most, so that it is done some day. */
    private static final int AT_MOST = 3;

    /** How long a request waits before anybody is stopped for it. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Preemption() {}

    private record Victim(Token.Live token, LiveRequest request) {
        int connections() {
            return token.terms().connections();
        }
    }

    /**
     * A budget that is too small for what runs. What runs can spare is asked back at once; a run is stopped for a budget that was seen
     * twice: one look may have met somebody who comes and goes. Where somebody with a reservation could be kept out, nobody waits for
     * what is on its way back.
     */
    static void forBudget(ServerView before, ServerView now, Draft draft) {
        int live = live(draft);
        int comingBack = Sizing.askBack(live - now.budget().seedBudget(), draft);
        int kept = now.crowdsOut() ? live : live - comingBack;
        int seenTwice = Math.max(before.budget().seedBudget(), now.budget().seedBudget());
        if (seenTwice < kept) {
            stop(
                    cheapest(victims(draft).toList(), kept - seenTwice),
                    "sessions that nobody gates need the connections",
                    draft);
        }
    }

    /**
     * A request that does not fit although it is its turn.
     *
     * @param free connections that are free after what was granted in this turn, or were asked back and come at once
     * @return whether anybody is stopped for it
     */
    static boolean forWaiting(LiveRequest first, int free, Draft draft) {
        if (draft.now().isBefore(first.waitsSince().plus(PATIENCE))) {
            return false;
        }
        int comingBack = draft.ledger().drainingTokens().stream()
                .mapToInt(token -> token.terms().connections())
                .sum();
        int needed = first.request().connections() - free - comingBack;
        List<Victim> less =
                victims(draft).filter(victim -> isLess(victim.request(), first)).toList();
        boolean enough =
                needed > 0 && less.stream().mapToInt(Victim::connections).sum() >= needed;
        if (enough) {
            stop(cheapest(less, needed), first.id() + " is of a higher priority and has waited long enough", draft);
        }
        return enough;
    }

    /** Of a lower level, and not so old that it would be its tenant's first again as soon as it is back in line. */
    private static boolean isLess(LiveRequest victim, LiveRequest first) {
        boolean sameTenant = victim.tenant().equals(first.tenant());
        return FairShare.level(victim) < FairShare.level(first)
                && (!sameTenant || LiveRequest.QUEUE_ORDER.compare(first, victim) < 0);
    }

    private static int live(Draft draft) {
        return draft.ledger()
                .liveTokens()
                .mapToInt(token -> token.terms().connections())
                .sum();
    }

    /** The cheapest to do again first. */
    private static Stream<Victim> victims(Draft draft) {
        return draft.ledger()
                .liveTokens()
                .flatMap(token -> Runs.runningUnder(token, draft).map(request -> new Victim(token, request)).stream())
                .filter(victim -> mayBeStopped(victim.request()))
                .sorted(Comparator.comparing(
                                (Victim victim) -> victim.token().terms().grantedAt(), Comparator.reverseOrder())
                        .thenComparing(victim -> victim.token().terms().fence(), Comparator.reverseOrder()));
    }

    private static boolean mayBeStopped(LiveRequest request) {
        return request.request().scheduling().preemptible()
                && request.preemptions() < AT_MOST
                && request.phase() instanceof Phase.Running running
                && running.wish() == Phase.Wish.FINISH;
    }

    /** As many as have so many connections together, and none without which they still had; all where they have fewer. */
    private static List<Victim> cheapest(List<Victim> victims, int needed) {
        List<Victim> chosen = new ArrayList<>();
        int connections = 0;
        for (Victim victim : victims) {
            if (connections >= needed) {
                break;
            }
            chosen.add(victim);
            connections += victim.connections();
        }
        for (Victim victim : List.copyOf(chosen)) {
            if (connections - victim.connections() >= needed) {
                chosen.remove(victim);
                connections -= victim.connections();
            }
        }
        return chosen;
    }

    private static void stop(List<Victim> victims, String why, Draft draft) {
        for (Victim victim : victims) {
            if (victim.request().phase() instanceof Phase.Running running) {
                draft.add(new PreemptionRequested(victim.request().in(running.wished(Phase.Wish.YIELD)), why));
                Draining.preempted(victim.token(), draft);
            }
        }
    }
}
