package dev.seedgate.cli;

import dev.seedgate.cli.client.PlanView;
import dev.seedgate.cli.text.OutputDevice;
import dev.seedgate.cli.text.Table;
import dev.seedgate.cli.text.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An advice as people read it: what to do first, then what that rests on. */
final class PlanLines {
    private static final int HOURS_IN_A_LINE = 6;

    private PlanLines() {}

    static List<String> of(PlanView plan, OutputDevice device) {
        List<String> lines = new ArrayList<>();
        lines.add(device.colours().strong(plan.cluster() + ": " + plan.advice().why()));
        lines.add(plan.advice().sure());
        lines.add("");
        lines.addAll(options(plan).lines(device));
        lines.add("");
        lines.addAll(validation(plan).lines(device));
        lines.add("");
        lines.addAll(classes(plan).lines(device));
        lines.add("");
        lines.addAll(hours(plan));
        lines.add("");
        lines.addAll(plan.notes());
        return lines;
    }

    /** The wish is granted, would be if the replay were right, or is not. */
    private static Table options(PlanView plan) {
        Table table = Table.of(
                "WHAT IF", ">CONN", ">~PRICE", ">~MEDIAN WAIT", ">P95 WAIT", ">~LONGEST", ">~MAKESPAN", "WISH");
        for (PlanView.Option option : plan.options()) {
            table.row(
                    option.what() == null ? "as it is" : option.what(),
                    option.maxConnections(),
                    option.price() == null ? "" : option.price().toPlainString(),
                    time(option.waits().median()),
                    time(option.waits().p95()),
                    time(option.waits().longest()),
                    time(option.makespan()),
                    wish(option));
        }
        return table;
    }

    private static String wish(PlanView.Option option) {
        if (!option.fitsOthers()) {
            return "others lack room";
        }
        if (option.neverStarted() > 0) {
            return Words.count(option.neverStarted(), "request") + " too large";
        }
        if (!option.meets()) {
            return "no";
        }
        String doubt = option.slowed() > 0 ? ", lengths guessed" : "";
        return (option.meetsForSure() ? "yes" : "perhaps") + doubt;
    }

    private static Table validation(PlanView plan) {
        PlanView.Validation validation = plan.validation();
        Table table = Table.of("AS IT WAS", ">MEDIAN WAIT", ">P95 WAIT", ">LONGEST");
        row(table, "measured", validation.measured());
        row(table, "replayed", validation.foretold());
        table.row("off by", time(validation.medianError()), time(validation.p95Error()), "");
        return table;
    }

    private static void row(Table table, String name, PlanView.Waits waits) {
        table.row(name, time(waits.median()), time(waits.p95()), time(waits.longest()));
    }

    private static Table classes(PlanView plan) {
        Table table = Table.of("CLASS", ">KEPT", ">PEAK", ">USUAL", ">~BEYOND");
        plan.classes()
                .forEach(need -> table.row(
                        need.name(),
                        need.reservation(),
                        need.peak(),
                        need.usual(),
                        need.beyond().isZero() ? "" : time(need.beyond())));
        return table;
    }

    /** The average of each hour, some hours a line. */
    private static List<String> hours(PlanView plan) {
        List<String> lines = new ArrayList<>();
        lines.add("Connections of seeds by the hour (UTC), average and peak:");
        List<String> cells = plan.hours().stream()
                .map(hour -> String.format(Locale.ROOT, "%02d %5.1f/%-3d", hour.hour(), hour.average(), hour.peak()))
                .toList();
        for (int first = 0; first < cells.size(); first += HOURS_IN_A_LINE) {
            int end = Math.min(first + HOURS_IN_A_LINE, cells.size());
            lines.add(("  " + String.join("  ", cells.subList(first, end))).stripTrailing());
        }
        return lines;
    }

    private static String time(Duration time) {
        return Words.duration(time);
    }
}
