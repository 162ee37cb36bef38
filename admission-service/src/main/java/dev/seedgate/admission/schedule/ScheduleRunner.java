package dev.seedgate.admission.schedule;

import dev.seedgate.admission.config.SeedgateConfig;
import dev.seedgate.admission.config.SeedgateConfig.Schedule.Missed;
import dev.seedgate.admission.intake.Intake;
import dev.seedgate.admission.intake.NotWrittenException;
import dev.seedgate.admission.intake.RefusedException;
import dev.seedgate.admission.readmodel.BehindException;
import dev.seedgate.admission.readmodel.ReadModel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    private final Thread thread;
    private volatile Instant lookedAt = Instant.MIN;

    private ScheduleRunner(List<Schedule> schedules, Intake intake, ReadModel readModel, InstantSource clock) {
        this.schedules = schedules;
        this.intake = intake;
        this.readModel = readModel;
        this.clock = clock;
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
        LOG.infof(
                "Schedule %s posts %d seeds, next at %s",
                schedule.name(),
                schedule.seeds().size(),
                schedule.times().nextAfter(now).map(Instant::toString).orElse("no time that ever comes"));
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
            Set<String> earlier = readModel.unfinishedBatches(other -> schedule.isOurs(other) && !other.equals(batch));
            if (earlier.isEmpty()) {
                intake.postBatch(schedule.name(), List.copyOf(schedule.seeds()), schedule.key(at));
                LOG.infof("Schedule %s: posted the batch %s for %s", schedule.name(), batch, at);
            } else {
                LOG.warnf("Schedule %s: %s is left out, because %s is unfinished", schedule.name(), at, earlier);
            }
            return true;
        } catch (RefusedException e) {
            LOG.errorf("Schedule %s: its seeds for %s are refused: %s", schedule.name(), at, e.getMessage());
            return true;
        } catch (BehindException | NotWrittenException e) {
            LOG.debugf(e, "Schedule %s: tried again in a moment", schedule.name());
            return false;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
