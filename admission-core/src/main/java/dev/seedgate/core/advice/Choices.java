package dev.seedgate.core.advice;

import dev.seedgate.core.Reservations;
import dev.seedgate.core.advice.Choice.Kind;
import dev.seedgate.core.advice.Figures.HourUse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What could be done about a cluster's waits. */
final class Choices {
    /** An own class, with one permanent connection that nothing can do without. */
    private static final String AGENT = "agent";

    private static final int HOURS = 24;

    private final History history;
    private final Reservations reservations;
    private final List<PlanOffer> plans;
    private final List<HourUse> hours;
    private final ServerMoment.Seen now;

    private Choices(History history, Reservations reservations, List<PlanOffer> plans, List<HourUse> hours) {
        this.history = history;
        this.reservations = reservations;
        this.plans = plans;
        this.hours = hours;
        this.now = history.lastSeen();
    }

    /**
     * Leaving everything as it is first, then the changes, then the plans by their size.
     *
     * @param hours what tokens had in each hour of the day while everything was as it is
     */
    static List<Choice> of(History history, Reservations reservations, List<PlanOffer> plans, List<HourUse> hours) {
        return new Choices(history, reservations, plans, hours).all();
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
        addHour(choices, current);
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

    /** The hour in which most is done, moved to that in which least is, where a whole day is known and that is much less. */
    private void addHour(List<Choice> choices, @Nullable PlanOffer current) {
        if (hours.size() < HOURS || history.length().compareTo(Duration.ofDays(1)) < 0) {
            return;
        }
        HourUse full = Collections.max(hours, Comparator.comparingDouble(HourUse::average));
        HourUse empty = Collections.min(hours, Comparator.comparingDouble(HourUse::average));
        if (full.average() >= 2 * empty.average() && full.average() > 0) {
            int by = Math.floorMod(empty.hour() - full.hour(), HOURS);
            choices.add(new Choice(
                    Kind.HOURS,
                    "seeds of %02d:00 come at %02d:00".formatted(full.hour(), empty.hour()),
                    Variation.NONE.withMoved(new MovedHour(full.hour(), Duration.ofHours(by))),
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
