package dev.seedgate.admission.api.view;

import dev.seedgate.admission.advice.Advisor;
import dev.seedgate.admission.api.view.PlanView.AdviceView;
import dev.seedgate.core.advice.Advice;
import dev.seedgate.core.advice.History;
import dev.seedgate.core.advice.Outlook;
import dev.seedgate.core.advice.Validation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@link PlanView} in words. */
final class PlanWords {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private PlanWords() {}

    static AdviceView advice(Advisor.Answer answer) {
        Advice advice = answer.comparison().advice();
        String what = advice.outlook().choice().what();
        return new AdviceView(
                PlanView.word(advice.verdict()),
                what.isEmpty() ? null : what,
                PlanView.word(advice.confidence()),
                why(answer, advice),
                sure(answer));
    }

    private static String why(Advisor.Answer answer, Advice advice) {
        String wish = "that 19 of 20 wait no longer than "
                + time(answer.question().wish().p95Wait());
        Outlook stay = answer.comparison().outlooks().getFirst();
        String now = p95(stay);
        Outlook advised = advice.outlook();
        return switch (advice.verdict()) {
            case STAY -> "stay: the wish " + wish + " is granted, " + now + " is the p95, and nothing cheaper does";
            case CHANGE ->
                advised.choice().what() + ": no other plan is needed for the wish " + wish + "; it brings the p95 from "
                        + now + " to " + p95(advised);
            case TAKE_PLAN ->
                "take " + advised.choice().what() + ": the cheapest that grants the wish " + wish
                        + "; the p95 goes from " + now + " to " + p95(advised);
            case NOTHING_MEETS ->
                "nothing that was tried grants the wish " + wish + "; nearest comes "
                        + (advised.choice().what().isEmpty()
                                ? "leaving everything as it is"
                                : advised.choice().what())
                        + " with a p95 of " + p95(advised);
        };
    }

    private static String p95(Outlook outlook) {
        return time(outlook.figures().waits().p95());
    }

    private static String sure(Advisor.Answer answer) {
        Validation validation = answer.comparison().inForce();
        History history = answer.history();
        return "confidence is " + PlanView.word(answer.comparison().advice().confidence()) + ": "
                + validation.requests() + " waits in " + time(history.length())
                + ", and replayed as it was the p95 comes out as "
                + time(validation.foretold().p95()) + " where "
                + time(validation.measured().p95()) + " was measured";
    }

    /** What is taken to be so. */
    static List<String> notes(Advisor.Answer answer) {
        List<String> notes = new ArrayList<>();
        History history = answer.history();
        Duration length = history.length();
        if (length.compareTo(answer.question().back().minus(HOUR)) < 0) {
            notes.add("The journal goes back no further than " + history.from()
                    + ": raise the retention of its topic to look back further.");
        }
        if (answer.question().plans().isEmpty()) {
            notes.add("No plans are configured (seedgate.plans), so only changes are compared.");
        } else if (answer.comparison().outlooks().getFirst().choice().plan() == null) {
            notes.add("The plan in force is not on the list: no plan has "
                    + history.lastSeen().maxConnections() + " connections.");
        }
        if (history.counted().stream()
                .anyMatch(past -> !past.request().scheduling().labels().isEmpty())) {
            notes.add("Which labels workers had is not recorded: each is taken to have all of them.");
        }
        long unmeasured =
                history.counted().stream().filter(past -> past.runs().isEmpty()).count();
        if (unmeasured > 0) {
            notes.add(
                    unmeasured + " requests have no run that ended by itself: each is taken to last as long as its seed"
                            + " usually does, unless it was called off before it could start.");
        }
        notes.add("Runs that were interrupted, stopped for others or killed are not replayed.");
        return notes;
    }

    /** {@code 4 s}, {@code 2 min 5 s}, {@code 1 h 4 min}, {@code 3 days 4 h}. */
    static String time(Duration time) {
        if (time.compareTo(MINUTE) < 0) {
            return time.toMillis() < 1_000 ? time.toMillis() + " ms" : time.toSeconds() + " s";
        }
        if (time.compareTo(HOUR) < 0) {
            return time.toMinutes() + " min" + rest(time.toSecondsPart(), "s");
        }
        if (time.compareTo(DAY) < 0) {
            return time.toHours() + " h" + rest(time.toMinutesPart(), "min");
        }
        return time.toDays() + (time.toDays() == 1 ? " day" : " days") + rest(time.toHoursPart(), "h");
    }

    private static String rest(int amount, String unit) {
        return amount == 0 ? "" : " " + amount + " " + unit;
    }
}
