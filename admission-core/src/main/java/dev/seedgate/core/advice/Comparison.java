package dev.seedgate.core.advice;

import dev.seedgate.core.Policy;
import dev.seedgate.core.Reservations;
import dev.seedgate.core.advice.Choice.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What each choice would have made of a history, and which is advised.
 *
 * @param outlooks that of leaving everything as it is first
 * @param needs what each class that nobody gates really had
 * @param inForce how well leaving everything as it is foretells what was measured
 */
public record Comparison(List<Outlook> outlooks, List<ClassNeed> needs, Validation inForce, Advice advice) {
    public Comparison {
        outlooks = List.copyOf(outlooks);
        needs = List.copyOf(needs);
    }

    /**
     * Replays the history once for each choice; takes as long as that.
     *
     * @param policy the ledger's
     * @param reservations those in force
     * @param plans that can be had; the one in force is told by its connections
     */
    public static Comparison of(
            History history, Policy policy, Reservations reservations, List<PlanOffer> plans, Wish wish) {
        Replayed stay = Replay.of(history, policy, reservations, Variation.NONE);
        Validation inForce = Validation.of(history, stay);
        List<Outlook> outlooks = new ArrayList<>();
        for (Choice choice :
                Choices.of(history, reservations, plans, stay.figures().hours())) {
            if (choice.kind() == Kind.STAY) {
                outlooks.add(outlook(history, choice, stay.figures(), inForce.p95Error(), wish));
            } else if (choice.kind() != Kind.PLAN_AND_WORKERS
                    || !outlooks.getLast().meetsForSure()) { // behind the same plan alone
                Replayed replayed = Replay.of(history, policy, reservations, choice.variation());
                outlooks.add(outlook(history, choice, replayed.figures(), inForce.p95Error(), wish));
            }
        }
        return new Comparison(
                outlooks,
                ClassNeed.of(history, reservations),
                inForce,
                Advice.of(outlooks, history.lastSeen().maxConnections(), Confidence.of(history, inForce)));
    }

    private static Outlook outlook(History history, Choice choice, Figures figures, Duration error, Wish wish) {
        Duration p95 = figures.waits().p95();
        boolean all = figures.neverStarted() == 0;
        return new Outlook(
                choice,
                figures,
                all && p95.compareTo(wish.p95Wait()) <= 0,
                all && p95.plus(error).compareTo(wish.p95Wait()) <= 0,
                fitsOthers(history, choice.variation()));
    }

    private static boolean fitsOthers(History history, Variation variation) {
        return history.server().stream()
                .filter(ServerMoment.Seen.class::isInstance)
                .map(ServerMoment.Seen.class::cast)
                .allMatch(seen -> seen.others() <= variation.maxConnections(seen) - seen.keptByServer());
    }
}
