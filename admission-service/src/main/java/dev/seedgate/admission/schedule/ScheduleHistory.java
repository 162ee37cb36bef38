package dev.seedgate.admission.schedule;

import dev.seedgate.admission.config.SeedgateConfig.Schedule.Missed;
import dev.seedgate.admission.intake.PostedSeed;
import dev.seedgate.admission.readmodel.SeedEntry;
import dev.seedgate.admission.schedule.ScheduleReport.Fate;
import dev.seedgate.admission.schedule.ScheduleReport.LastBatch;
import dev.seedgate.admission.schedule.ScheduleReport.LastTime;
import dev.seedgate.protocol.SeedState;
import dev.seedgate.protocol.StatusMessage.SeedStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What became of a schedule's last time. That its seeds were posted follows from their batch's id, whichever replica posted them and
 * whenever this one started; why nothing was posted this replica knows since its start, and before it concludes from the seeds of
 * earlier times.
 *
 * @param known all known seeds of the schedule's batches
 * @param noted what this replica made of a time; null where it is yet to make something of one
 * @param started when this replica did
 */
record ScheduleHistory(
        Schedule schedule, List<SeedEntry> known, @Nullable LastTime noted, Instant started) {
    private static final int TIMES = 3;

    ScheduleHistory {
        known = List.copyOf(known);
    }

    ScheduleReport report(Instant now) {
        return new ScheduleReport(
                schedule.name(),
                schedule.cron(),
                schedule.zone(),
                schedule.missed() == Missed.RUN_ONCE,
                schedule.seeds().stream()
                        .map(PostedSeed::seed)
                        .filter(Objects::nonNull)
                        .toList(),
                schedule.times().nextAfter(now, TIMES),
                schedule.times().lastUpTo(now).map(this::lastTime).orElse(null),
                lastBatch().orElse(null));
    }

    private LastTime lastTime(Instant at) {
        String batch = schedule.batch(at);
        if (known.stream().anyMatch(entry -> batch.equals(batchOf(entry)))) {
            return new LastTime(at, Fate.POSTED, batch, null);
        }
        if (noted != null && noted.at().equals(at)) {
            return noted;
        }
        if (at.isAfter(started)) {
            return new LastTime(at, Fate.DUE, null, "this replica cannot post it yet; the log says why");
        }
        return beforeOurStart(at);
    }

    private LastTime beforeOurStart(Instant at) {
        Set<String> unfinished = known.stream()
                .filter(entry -> wasUnfinished(entry, at))
                .map(ScheduleHistory::batchOf)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!unfinished.isEmpty()) {
            return new LastTime(at, Fate.LEFT_OUT, null, String.join(", ", unfinished) + " was unfinished then");
        }
        return known.isEmpty()
                ? new LastTime(
                        at,
                        Fate.UNKNOWN,
                        null,
                        "it was before this replica started, and nothing that was posted before is known")
                : new LastTime(
                        at,
                        Fate.MISSED,
                        null,
                        "nothing was posted, and nothing earlier was unfinished: no replica ran");
    }

    /** Of an earlier time, as nothing is known of this one. Whoever came back by a retry since then had ended. */
    private static boolean wasUnfinished(SeedEntry entry, Instant at) {
        SeedStatus status = entry.status();
        if (status == null) {
            return true;
        }
        Instant finishedAt = status.finishedAt();
        return finishedAt == null ? !status.queuedAt().isAfter(at) : finishedAt.isAfter(at);
    }

    private Optional<LastBatch> lastBatch() {
        return known.stream()
                .max(Comparator.comparing(entry -> entry.request().acceptedAt()))
                .map(newest -> new LastBatch(batchOf(newest), newest.request().acceptedAt(), states(batchOf(newest))));
    }

    private SortedMap<SeedState, Integer> states(String batch) {
        SortedMap<SeedState, Integer> states = new TreeMap<>();
        known.stream()
                .filter(entry -> batch.equals(batchOf(entry)))
                .forEach(entry -> states.merge(entry.state(), 1, Integer::sum));
        return states;
    }

    private static String batchOf(SeedEntry entry) {
        return String.valueOf(entry.request().scheduling().batch());
    }
}
