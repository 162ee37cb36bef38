package dev.seedgate.admission.api.view;

import dev.seedgate.admission.advice.Advisor;
import dev.seedgate.core.advice.Choice;
import dev.seedgate.core.advice.ClassNeed;
import dev.seedgate.core.advice.Comparison;
import dev.seedgate.core.advice.Figures;
import dev.seedgate.core.advice.History;
import dev.seedgate.core.advice.Outlook;
import dev.seedgate.core.advice.PlanOffer;
import dev.seedgate.core.advice.Validation;
import dev.seedgate.core.advice.Waits;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which plan a cluster needs. */
@Schema(name = "Plan", title = "Which plan, or which change, a cluster needs")
public record PlanView(
        @Schema(examples = "main") String cluster,

        @Schema(description = "`max_connections` of the server now", examples = "25")
        int maxConnections,

        @Schema(
                description = "The wish: 19 of 20 requests wait no longer",
                type = SchemaType.STRING,
                format = "duration",
                implementation = String.class,
                examples = "PT2M")
        Duration p95Wait,

        AdviceView advice,
        PlanHistoryView history,
        ValidationView validation,

        @Schema(description = "Leaving everything as it is first")
        List<OptionView> options,

        @Schema(description = "What each class that nobody gates really had")
        List<ClassNeedView> classes,

        @Schema(description = "What seeds had by the hour of the day (UTC), leaving everything as it is")
        List<HourView> hours,

        @Schema(description = "What is taken to be so without being known")
        List<String> notes) {

    /** What to do. */
    @Schema(name = "PlanAdvice")
    public record AdviceView(
            @Schema(
                    description = "In one word",
                    enumeration = {"stay", "change", "take-plan", "nothing-meets"},
                    examples = "stay")
            String verdict,

            @Schema(
                    description = "What is advised, or what comes nearest; absent for leaving everything as it is",
                    examples = "Professional 1")
            @Nullable String what,

            @Schema(
                    description = "How far to trust it",
                    enumeration = {"low", "fair", "high"},
                    examples = "fair")
            String confidence,

            @Schema(description = "The verdict in words, for people")
            String why,

            @Schema(description = "What the confidence rests on, likewise")
            String sure) {}

    /** What it rests on. */
    @Schema(name = "PlanHistory")
    public record PlanHistoryView(
            Instant from,
            Instant to,

            @Schema(description = "Requests that came in that time", examples = "1204")
            int requests,

            @Schema(description = "Runs of theirs that ended by themselves", examples = "1198")
            int runs) {
        private static PlanHistoryView of(History history) {
            int runs = history.counted().stream()
                    .mapToInt(past -> past.runs().size())
                    .sum();
            return new PlanHistoryView(
                    history.from(), history.to(), history.counted().size(), runs);
        }
    }

    /** How long requests waited. */
    @Schema(name = "PlanWaits", title = "How long requests waited for a worker and connections")
    public record WaitsView(
            @Schema(type = SchemaType.STRING, format = "duration", implementation = String.class)
            Duration median,

            @Schema(type = SchemaType.STRING, format = "duration", implementation = String.class)
            Duration p95,

            @Schema(type = SchemaType.STRING, format = "duration", implementation = String.class)
            Duration longest) {
        private static WaitsView of(Waits waits) {
            return new WaitsView(waits.median(), waits.p95(), waits.longest());
        }
    }

    /** How well the replay foretells what was measured. */
    @Schema(name = "PlanValidation")
    public record ValidationView(
            @Schema(description = "Requests whose wait was measured and is foretold", examples = "1190")
            int requests,

            WaitsView measured,
            WaitsView foretold,

            @Schema(
                    description = "Half of the foretold waits are no further from the measured ones",
                    type = SchemaType.STRING,
                    format = "duration",
                    implementation = String.class)
            Duration medianError,

            @Schema(
                    description = "By how much the foretold p95 is off",
                    type = SchemaType.STRING,
                    format = "duration",
                    implementation = String.class)
            Duration p95Error) {
        private static ValidationView of(Validation validation) {
            return new ValidationView(
                    validation.requests(),
                    WaitsView.of(validation.measured()),
                    WaitsView.of(validation.foretold()),
                    validation.medianError(),
                    validation.p95Error());
        }
    }

    /** What would come of something. */
    @Schema(name = "PlanOption")
    public record OptionView(
            @Schema(
                    enumeration = {"stay", "workers", "hours", "connections", "reservation", "plan", "plan-and-workers"
                    },
                    examples = "plan")
            String kind,

            @Schema(description = "Absent for leaving everything as it is", examples = "Professional 1") @Nullable String what,

            @Schema(examples = "97") int maxConnections,

            @Schema(description = "The plan that it takes; absent where it is not on the list", examples = "Basic")
            @Nullable String plan,

            @Schema(description = "A month; absent where the plan is not on the list", examples = "60") @Nullable BigDecimal price,

            WaitsView waits,

            @Schema(
                    description = "The longest time from when work came to an idle cluster until all of it was done",
                    type = SchemaType.STRING,
                    format = "duration",
                    implementation = String.class)
            Duration makespan,

            @Schema(description = "Requests for which there would be no room at all", examples = "0")
            int neverStarted,

            @Schema(
                    description =
                            "Runs that would have fewer connections than was measured, and were taken to last longer in"
                                    + " proportion",
                    examples = "0")
            int slowed,

            @Schema(description = "Whether it grants the wish")
            boolean meets,

            @Schema(description = "Whether it still does when the foretold p95 is off by as much as it was found to be")
            boolean meetsForSure,

            @Schema(description = "Whether those whom nobody gates had room for all that they had")
            boolean fitsOthers) {
        private static OptionView of(Outlook outlook, int maxConnectionsNow) {
            Choice choice = outlook.choice();
            Figures figures = outlook.figures();
            PlanOffer plan = choice.plan();
            return new OptionView(
                    word(choice.kind()),
                    choice.what().isEmpty() ? null : choice.what(),
                    Objects.requireNonNullElse(choice.variation().maxConnections(), maxConnectionsNow),
                    plan == null ? null : plan.name(),
                    plan == null ? null : plan.price(),
                    WaitsView.of(figures.waits()),
                    figures.makespan(),
                    figures.neverStarted(),
                    figures.slowed(),
                    outlook.meets(),
                    outlook.meetsForSure(),
                    outlook.fitsOthers());
        }
    }

    /** What a class really had. */
    @Schema(name = "PlanClass")
    public record ClassNeedView(
            @Schema(examples = "api") String name,

            @Schema(description = "What is kept for it", examples = "2")
            int reservation,

            @Schema(description = "Most sessions that were seen at once", examples = "2")
            int peak,

            @Schema(description = "So many or fewer for 19/20 of the time", examples = "1")
            int usual,

            @Schema(
                    description = "For how long it had more than is kept for it",
                    type = SchemaType.STRING,
                    format = "duration",
                    implementation = String.class)
            Duration beyond) {
        private static ClassNeedView of(ClassNeed need) {
            return new ClassNeedView(
                    need.consumerClass(), need.reservation(), need.peak(), need.usual(), need.beyond());
        }
    }

    /** An hour of the day. */
    @Schema(name = "PlanHour")
    public record HourView(
            @Schema(description = "From 0 to 23, in UTC", examples = "2")
            int hour,

            @Schema(description = "Connections, over all days", examples = "3.4")
            double average,

            @Schema(examples = "8") int peak) {
        private static HourView of(Figures.HourUse use) {
            return new HourView(use.hour(), Math.round(use.average() * 10) / 10.0, use.peak());
        }
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What is answered. */
    public static PlanView of(Advisor.Answer answer) {
        History history = answer.history();
        Comparison comparison = answer.comparison();
        int maxConnections = history.lastSeen().maxConnections();
        return new PlanView(
                history.cluster(),
                maxConnections,
                answer.question().wish().p95Wait(),
                PlanWords.advice(answer),
                PlanHistoryView.of(history),
                ValidationView.of(comparison.inForce()),
                comparison.outlooks().stream()
                        .map(outlook -> OptionView.of(outlook, maxConnections))
                        .toList(),
                comparison.needs().stream().map(ClassNeedView::of).toList(),
                comparison.outlooks().getFirst().figures().hours().stream()
                        .map(HourView::of)
                        .toList(),
                PlanWords.notes(answer));
    }
}
