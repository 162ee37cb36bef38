package dev.seedgate.cli;

import dev.seedgate.cli.client.ScheduleView;
import dev.seedgate.cli.client.ScheduleView.LastBatch;
import dev.seedgate.cli.client.ScheduleView.LastTime;
import dev.seedgate.cli.text.Table;
import dev.seedgate.cli.text.Words;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says what is posted by the clock, and why something was not. */
@Command(
        name = "schedules",
        description = "List the schedules: their next three times, and what became of the last one.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  seedctl schedules")
final class SchedulesCommand implements Callable<Integer> {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Override
    public Integer call() {
        server.show(
                server.client().schedules(),
                schedules -> server.printer().table(table(schedules), "No schedule is configured."));
        return ExitCode.OK;
    }

    private static Table table(ScheduleView.Schedules schedules) {
        Table table = Table.of("!SCHEDULE", "!CRON", "~ZONE", "~LAST TIME", "WHAT BECAME OF IT", "~LAST BATCH", "NEXT");
        for (ScheduleView schedule : schedules.schedules()) {
            LastTime last = schedule.last();
            table.row(
                    schedule.name(),
                    schedule.cron(),
                    schedule.zone(),
                    last == null ? "" : time(last.at(), schedule),
                    last == null ? "" : fate(last),
                    batch(schedule.lastBatch()),
                    Objects.requireNonNullElse(schedule.next(), List.<Instant>of()).stream()
                            .map(next -> time(next, schedule))
                            .collect(Collectors.joining(", ")));
        }
        return table;
    }

    private static String fate(LastTime last) {
        String more = last.text() == null ? Words.orEmpty(last.batch()) : last.text();
        return last.fate() + (more.isEmpty() ? "" : ": " + more);
    }

    /** {@code nightly-…: 1 dead, 5 succeeded}. */
    private static String batch(@Nullable LastBatch batch) {
        if (batch == null) {
            return "";
        }
        Map<String, Integer> states = new TreeMap<>(Objects.requireNonNullElse(batch.states(), Map.of()));
        return batch.batch() + ": "
                + states.entrySet().stream()
                        .map(state -> state.getValue() + " " + state.getKey())
                        .collect(Collectors.joining(", "));
    }

    /** On the clock by which the schedule goes. */
    private static String time(Instant time, ScheduleView schedule) {
        return MINUTES.format(time.atZone(zone(schedule.zone())));
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC; // a zone that this machine does not know
        }
    }
}
