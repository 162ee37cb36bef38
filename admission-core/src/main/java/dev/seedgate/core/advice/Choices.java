package dev.seedgate.core.advice;

import dev.seedgate.core.Reservations;
import dev.seedgate.core.advice.Choice.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What could be done about a cluster's waits. */
final class Choices {
    /** An own class, with one permanent connection that nothing can do without. */
    private static final String AGENT = "agent";

    private final History history;
    private final Reservations reservations;
    private final List<PlanOffer> plans;
    private final ServerMoment.Seen now;

    private Choices(History history, Reservations reservations, List<PlanOffer> plans) {
        this.history = history;
        this.reservations = reservations;
        this.plans = plans;
        this.now = history.lastSeen();
    }

    /** Leaving everything as it is first, then the changes, then the plans by their size. */
    static List<Choice> of(History history, Reservations reservations, List<PlanOffer> plans) {
        return new Choices(history, reservations, plans).all();
    }

    private List<Choice> all() {
        PlanOffer current = current().orElse(null);
        List<Choice> choices = new ArrayList<>();
        choices.add(new Choice(Kind.STAY, "", Variation.NONE, current));
        addChanges(choices, current);
        plans.stream()
                .filter(plan -> plan.maxConnections() != now.maxConnections())
                .sorted(Comparator.comparingInt(PlanOffer::maxConnections).thenComparing(PlanOffer::price))
                .forEach(plan -> addPlan(choices, plan));
        return choices;
    }

    /** The cheapest of those with as many connections as the server has. */
    private Optional<PlanOffer> current() {
        return plans.stream()
                .filter(plan -> plan.maxConnections() == now.maxConnections())
                .min(Comparator.comparing(PlanOffer::price));
    }

    private void addChanges(List<Choice> choices, @Nullable PlanOffer current) {
        for (ClassNeed need : ClassNeed.of(history, reservations)) {
            if (!need.consumerClass().equals(AGENT) && need.peak() < need.reservation()) {
                choices.add(new Choice(
                        Kind.RESERVATION,
                        "keep " + need.peak() + " for " + need.consumerClass() + ", not " + need.reservation(),
                        Variation.NONE.withReservation(need.consumerClass(), need.peak()),
                        current));
            }
        }
        if (!history.workers().isEmpty()) {
            choices.add(new Choice(Kind.WORKERS, "twice as many workers", Variation.NONE.withWorkersTimes(2), current));
        }
        boolean anyCouldDoWithFewer = history.counted().stream()
                .anyMatch(past -> !past.request().hasHolder() && past.request().connections() > 1);
        if (anyCouldDoWithFewer) {
            choices.add(new Choice(
                    Kind.CONNECTIONS,
                    "half the connections for each seed",
                    Variation.NONE.withConnectionsDividedBy(2),
                    current));
        }
    }

    private void addPlan(List<Choice> choices, PlanOffer plan) {
        Variation variation = Variation.NONE.withMaxConnections(plan.maxConnections());
        choices.add(new Choice(Kind.PLAN, plan.name(), variation, plan));
        int times = Math.ceilDiv(forTokens(plan.maxConnections()), Math.max(1, forTokens(now.maxConnections())));
        if (times > 1 && !history.workers().isEmpty()) {
            choices.add(new Choice(
                    Kind.PLAN_AND_WORKERS,
                    plan.name() + ", " + times + " times the workers",
                    variation.withWorkersTimes(times),
                    plan));
        }
    }

    /** What a plan leaves for tokens while the classes keep to what is kept for them. */
    private int forTokens(int maxConnections) {
        int kept = reservations.classes().stream()
                .mapToInt(each -> each.connections())
                .sum();
        return maxConnections - now.keptByServer() - kept - reservations.headroom();
    }
}
