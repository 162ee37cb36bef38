package dev.seedgate.admission.advice;

import dev.seedgate.core.ledger.EntityKey;
import dev.seedgate.core.ledger.SeedTimes;
import dev.seedgate.protocol.SeedState;
import dev.seedgate.protocol.StatusMessage.SeedStatus;
import dev.seedgate.protocol.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The last status of each of a cluster's requests that were not over before some time, and how long seeds took before that. */
final class StatusRecord {
    private final Instant from;
    private final int most;
    private final Map<String, SeedStatus> last = new LinkedHashMap<>();
    private final Map<EntityKey, SeedTimes> times = new LinkedHashMap<>();

    /** @param most how many requests it takes */
    StatusRecord(Instant from, int most) {
        this.from = from;
        this.most = most;
    }

    /** @throws NoAdviceException when there are more requests than are taken */
    void status(SeedStatus status) {
        Instant finished = status.finishedAt();
        if (finished != null && finished.isBefore(from)) {
            last.remove(status.request().id());
            learn(status, finished);
            return;
        }
        last.put(status.request().id(), bare(status));
        if (last.size() > most) {
            throw NoAdviceException.tooMuch(most);
        }
    }

    private void learn(SeedStatus status, Instant finished) {
        Instant started = status.startedAt();
        if (status.state() == SeedState.SUCCEEDED && status.skipped() == null && started != null) {
            Duration took = Duration.between(started, finished);
            SeedTimes first = SeedTimes.first(status.request(), took, finished);
            times.merge(first.key(), first, (known, unused) -> known.with(took, finished));
        }
    }

    private static SeedStatus bare(SeedStatus status) {
        return new SeedStatus(
                status.request().bare(),
                status.state(),
                status.attempt(),
                status.interruptions(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                status.queuedAt(),
                status.startedAt(),
                status.finishedAt(),
                null,
                status.at());
    }

    Collection<SeedStatus> requests() {
        return last.values();
    }

    List<SeedTimes> times() {
        return List.copyOf(times.values());
    }

    /** Those who waited for tokens of their own. */
    Set<String> holders() {
        return last.values().stream()
                .flatMap(status -> Stream.ofNullable(status.request().holder()))
                .map(WorkerId::name)
                .collect(Collectors.toSet());
    }
}
