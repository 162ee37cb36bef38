package dev.seedgate.verification.checker;

import dev.seedgate.localstack.workload.SessionSample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Gathers what was seen of one token. */
final class TokenSightings {
    private final List<Streak> streaks = new ArrayList<>();
    private Instant firstAnsweredAt = Instant.MAX;
    private Instant lastAskedAt = Instant.MIN;
    private Instant lastAnsweredAt = Instant.MIN;

    /** Looks in a row that showed at least so many sessions. */
    private record Streak(Instant since, Duration longest, boolean goesOn) {}

    void saw(int sessions, SessionSample sample) {
        if (sample.answeredAt().isBefore(firstAnsweredAt)) {
            firstAnsweredAt = sample.answeredAt();
        }
        lastAskedAt = sample.askedAt();
        lastAnsweredAt = sample.answeredAt();
        for (int level = 0; level < sessions; level++) {
            if (level == streaks.size()) {
                streaks.add(new Streak(sample.askedAt(), Duration.ZERO, true));
            } else {
                streaks.set(level, continued(streaks.get(level), sample.askedAt()));
            }
        }
        endAbove(sessions);
    }

    void sawNone() {
        endAbove(0);
    }

    private static Streak continued(Streak streak, Instant at) {
        Instant since = streak.goesOn() ? streak.since() : at;
        Duration length = Duration.between(since, at);
        return new Streak(since, length.compareTo(streak.longest()) > 0 ? length : streak.longest(), true);
    }

    private void endAbove(int sessions) {
        for (int level = sessions; level < streaks.size(); level++) {
            Streak streak = streaks.get(level);
            streaks.set(level, new Streak(streak.since(), streak.longest(), false));
        }
    }

    Sighting summary() {
        return new Sighting(
                firstAnsweredAt,
                lastAskedAt,
                lastAnsweredAt,
                streaks.size(),
                streaks.stream().map(Streak::longest).toList());
    }
}
