package dev.seedgate.admission.schedule;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The times that five fields name in a time zone, as {@code cron} reads them. They are reckoned on the clock on the wall, where every day has
 * each hour once: an hour that is skipped when clocks are set forward counts as the one after it, and one that is repeated as the first.
 */
final class CronTimes {
    private static final CronParser PARSER = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

    private final ExecutionTime times;
    private final ZoneId zone;

    private CronTimes(ExecutionTime times, ZoneId zone) {
        this.times = times;
        this.zone = zone;
    }

    /** @throws IllegalArgumentException saying what is wrong with the text */
    static CronTimes of(String cron, ZoneId zone) {
        return new CronTimes(ExecutionTime.forCron(PARSER.parse(cron).validate()), zone);
    }

    /** The last time that is not after this one. */
    Optional<Instant> lastUpTo(Instant now) {
        return times.lastExecution(onTheWall(now).plusSeconds(1))
                .map(this::toInstant)
                .filter(last -> !last.isAfter(now));
    }

    Optional<Instant> nextAfter(Instant now) {
        return times.nextExecution(onTheWall(now)).map(this::toInstant);
    }

    /** The next ones, as many as there are up to a number. */
    List<Instant> nextAfter(Instant now, int count) {
        List<Instant> next = new ArrayList<>();
        Optional<Instant> time = nextAfter(now);
        while (time.isPresent() && next.size() < count) {
            next.add(time.get());
            time = nextAfter(time.get());
        }
        return next;
    }

    private ZonedDateTime onTheWall(Instant now) {
        return now.atZone(zone).toLocalDateTime().atZone(ZoneOffset.UTC);
    }

    private Instant toInstant(ZonedDateTime onTheWall) {
        return onTheWall.toLocalDateTime().atZone(zone).toInstant();
    }
}
