package dev.seedgate.admission.schedule;

import dev.seedgate.admission.config.SeedgateConfig;
import dev.seedgate.admission.config.SeedgateConfig.Schedule.Missed;
import dev.seedgate.admission.intake.Intake;
import dev.seedgate.admission.intake.NotWrittenException;
import dev.seedgate.admission.intake.RefusedException;
import dev.seedgate.admission.readmodel.BehindException;
import dev.seedgate.admission.readmodel.ReadModel;
import dev.seedgate.admission.readmodel.SeedEntry;
import dev.seedgate.admission.schedule.ScheduleReport.Fate;
import dev.seedgate.admission.schedule.ScheduleReport.LastTime;
import dev.seedgate.telemetry.TracedWork;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Posts the seeds of each schedule when it is time. Every replica does, under the same key, so that the ledger takes the second post for
 * the first; none needs to know of the others, and one is enough. A time at which seeds of an earlier one are unfinished is left
 * out: they would only pile up.
 */
public final class ScheduleRunner implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ScheduleRunner.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);
    /** A time that was missed is made up for so long. */
    private static final Duration MADE_UP_FOR = Duration.ofHours(24);

    private final List<Schedule> schedules;
    private final Intake intake;
    private final ReadModel readModel;
    private final InstantSource clock;
    /** Up to when each is done. */
    private final Map<String, Instant> done = new HashMap<>();
    /** What was made of the last time of each, where nothing was posted. */
    private final Map<String, LastTime> noted = new ConcurrentHashMap<>();

    private final Instant started;
    private final Thread thread;
    private volatile Instant lookedAt = Instant.MIN;

    private ScheduleRunner(List<Schedule> schedules, Intake intake, ReadModel readModel, InstantSource clock) {
        this.schedules = schedules;
        this.intake = intake;
        this.readModel = readModel;
        this.clock = clock;
        this.started = clock.instant();
        this.thread = Thread.ofVirtual().name("schedules").unstarted(this::run);
    }

    /**
     * Begins to look at the clock.
     *
     * @throws IllegalArgumentException naming the property that is wrong
     */
    public static ScheduleRunner start(SeedgateConfig config, Intake intake, ReadModel readModel, InstantSource clock) {
        List<Schedule> schedules = config.schedules().entrySet().stream()
                .map(entry -> Schedule.of(entry.getKey(), entry.getValue()))
                .toList();
        var runner = new ScheduleRunner(schedules, intake, readModel, clock);
        Instant now = clock.instant();
        schedules.forEach(schedule -> runner.begin(schedule, now));
        if (!schedules.isEmpty()) {
            runner.thread.start();
        }
        return runner;
    }

    private void begin(Schedule schedule, Instant now) {
        try {
            intake.check(List.copyOf(schedule.seeds()));
        } catch (RefusedException e) {
            throw new IllegalArgumentException("seedgate.schedules." + schedule.name() + "." + e.getMessage(), e);
        }
        done.put(schedule.name(), schedule.missed() == Missed.SKIP ? now : now.minus(MADE_UP_FOR));
        Instant next = schedule.times()
                .nextAfter(now)
                .orElseThrow(() -> new IllegalArgumentException(
                        "seedgate.schedules." + schedule.name() + ".cron names a time that never comes"));
        LOG.infof(
                "Schedule %s posts %d seeds, next at %s",
                schedule.name(), schedule.seeds().size(), next);
    }

    private void run() {
        try {
            while (true) {
                look(clock.instant());
                Thread.sleep(PERIOD);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private void look(Instant now) throws InterruptedException {
        boolean allDone = true;
        for (Schedule schedule : schedules) {
            Instant since = done.getOrDefault(schedule.name(), now);
            Optional<Instant> due = schedule.times().lastUpTo(now).filter(at -> at.isAfter(since));
            if (due.isPresent() && isDone(schedule, due.get())) {
                done.put(schedule.name(), due.get());
            } else {
                allDone &= due.isEmpty();
            }
        }
        lookedAt = allDone ? now : lookedAt;
    }

    /** Whether all is done that was to be done by that time. */
    boolean hasLookedAt(Instant time) {
        return !lookedAt.isBefore(time);
    }

    /** Returns whether nothing more is to be done for that time. */
    private boolean isDone(Schedule schedule, Instant at) throws InterruptedException {
        try {
            String batch = schedule.batch(at);
            List<SeedEntry> others = readModel.ofBatches(other -> schedule.isOurs(other) && !other.equals(batch));
            if (at.isBefore(started) && !wasMissed(others, at)) {
                return true;
            }
            Set<String> unfinished = unfinished(others);
            if (unfinished.isEmpty()) {
                post(schedule, at);
                LOG.infof("Schedule %s: posted the batch %s for %s", schedule.name(), batch, at);
            } else {
                LOG.warnf("Schedule %s: %s is left out, because %s is unfinished", schedule.name(), at, unfinished);
                note(schedule, at, Fate.LEFT_OUT, String.join(", ", unfinished) + " was unfinished then");
            }
            return true;
        } catch (RefusedException e) {
            LOG.errorf("Schedule %s: its seeds for %s are refused: %s", schedule.name(), at, e.getMessage());
            note(schedule, at, Fate.REFUSED, String.valueOf(e.getMessage()));
            return true;
        } catch (BehindException | NotWrittenException e) {
            LOG.debugf(e, "Schedule %s: tried again in a moment", schedule.name());
            return false;
        } catch (RuntimeException e) {
            LOG.warnf(e, "Schedule %s: its seeds for %s cannot be posted; trying again", schedule.name(), at);
            return false;
        }
    }

    /** What an HTTP operation is for other seeds, is this for those of a schedule: where their trace begins. */
    private void post(Schedule schedule, Instant at) throws NotWrittenException, InterruptedException {
        try (TracedWork work = TracedWork.begin("schedule " + schedule.name())) {
            intake.postBatch(schedule.name(), List.copyOf(schedule.seeds()), schedule.key(at));
            work.done();
        }
    }

    private void note(Schedule schedule, Instant at, Fate fate, String why) {
        noted.put(schedule.name(), new LastTime(at, fate, null, why));
    }

    /**
     * All schedules in the order of their names, and what became of their last times.
     *
     * @throws BehindException when this replica has not read yet what happened before its start
     */
    public List<ScheduleReport> reports() {
        Instant now = clock.instant();
        List<SeedEntry> known =
                readModel.ofBatches(batch -> schedules.stream().anyMatch(schedule -> schedule.isOurs(batch)));
        return schedules.stream()
                .sorted(Comparator.comparing(Schedule::name))
                .map(schedule -> new ScheduleHistory(schedule, of(schedule, known), noted.get(schedule.name()), started)
                        .report(now))
                .toList();
    }

    private static List<SeedEntry> of(Schedule schedule, List<SeedEntry> known) {
        return known.stream()
                .filter(entry -> schedule.isOurs(
                        String.valueOf(entry.request().scheduling().batch())))
                .toList();
    }

    /**
     * A time before our start. A schedule of which nothing is known is a new one, which has missed nothing; and while seeds of an earlier
     * time ran on, it was left out.
     */
    private static boolean wasMissed(List<SeedEntry> others, Instant at) {
        return !others.isEmpty() && others.stream().allMatch(entry -> endedBefore(entry, at));
    }

    private static boolean endedBefore(SeedEntry entry, Instant at) {
        Instant finishedAt = entry.status() == null ? null : entry.status().finishedAt();
        return finishedAt != null && finishedAt.isBefore(at);
    }

    private static Set<String> unfinished(List<SeedEntry> others) {
        return others.stream()
                .filter(entry -> !entry.state().isFinal())
                .map(entry -> String.valueOf(entry.request().scheduling().batch()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
