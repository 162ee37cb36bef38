package dev.seedgate.core.advice;

import dev.seedgate.core.advice.Choice.Kind;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What to do.
 *
 * @param outlook of what is advised; where nothing grants the wish, of what comes nearest to it
 */
public record Advice(Verdict verdict, Outlook outlook, Confidence confidence) {
    /** In one word. */
    public enum Verdict {
        /** As it is, it grants the wish, and nothing cheaper does. */
        STAY,
        /** A change under the same plan grants it. */
        CHANGE,
        /** It takes another plan. */
        TAKE_PLAN,
        /** Nothing that was tried grants it. */
        NOTHING_MEETS
    }

    /** A plan of which nobody knows the price is not cheaper than any. */
    private static final Comparator<Outlook> CHEAPEST_FIRST = Comparator.comparing(Advice::price)
            .thenComparing(outlook -> outlook.choice().kind())
            .thenComparing(outlook -> outlook.figures().waits().p95());

    private static final Comparator<Outlook> NEAREST_FIRST = Comparator.comparingInt(
                    (Outlook outlook) -> outlook.figures().neverStarted())
            .thenComparing(outlook -> outlook.figures().waits().p95())
            .thenComparing(CHEAPEST_FIRST);

    /** @param maxConnections that the server has now */
    static Advice of(List<Outlook> outlooks, int maxConnections, Confidence confidence) {
        List<Outlook> meeting = outlooks.stream()
                .filter(Outlook::meets)
                .filter(outlook -> mayBeAdvised(outlook, maxConnections, confidence))
                .sorted(CHEAPEST_FIRST)
                .toList();
        Optional<Outlook> best = meeting.stream()
                .filter(Outlook::meetsForSure)
                .findFirst()
                .or(() -> meeting.stream().findFirst());
        return best.map(outlook -> new Advice(verdict(outlook), outlook, confidence))
                .orElseGet(() -> new Advice(
                        Verdict.NOTHING_MEETS,
                        outlooks.stream()
                                .filter(Outlook::fitsOthers)
                                .min(NEAREST_FIRST)
                                .orElseThrow(),
                        confidence));
    }

    /**
     * To give up what protects the others, or connections that one has, takes more than a look; and nobody is advised to keep out those
     * whom nobody gates.
     */
    private static boolean mayBeAdvised(Outlook outlook, int maxConnections, Confidence confidence) {
        Integer other = outlook.choice().variation().maxConnections();
        boolean givesUp = outlook.choice().kind() == Kind.RESERVATION || (other != null && other < maxConnections);
        return outlook.fitsOthers() && (!givesUp || (confidence != Confidence.LOW && outlook.meetsForSure()));
    }

    private static BigDecimal price(Outlook outlook) {
        PlanOffer plan = outlook.choice().plan();
        return plan == null ? BigDecimal.ZERO : plan.price();
    }

    private static Verdict verdict(Outlook outlook) {
        return switch (outlook.choice().kind()) {
            case STAY -> Verdict.STAY;
            case WORKERS, HOURS, CONNECTIONS, RESERVATION -> Verdict.CHANGE;
            case PLAN, PLAN_AND_WORKERS -> Verdict.TAKE_PLAN;
        };
    }
}
