package dev.seedgate.admission.readmodel;

import dev.seedgate.core.ledger.LiveRequest;
import dev.seedgate.core.outlook.Forecast;
import dev.seedgate.core.outlook.Forecast.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When the requests of one cluster that wait will start, as the ledger's own rules say when they are run ahead of time. That is work,
 * so it is done for the {@link FirstInLine}, when somebody asks, and not more often than every second; less often where it takes long,
 * so that it takes a tenth of a core at most. May be asked by several at once, while nobody changes the entities.
 */
final class StartEstimates {
    private static final Duration GOOD_FOR = Duration.ofSeconds(1);
    /** Nobody is told of starts as they were foreseen before this. */
    private static final Duration GOOD_AT_MOST = Duration.ofSeconds(5);

    private static final int COST = 10;

    private final ClusterEntities cluster;
    private @Nullable Made made;

    /** @param byRequest in the order of their starts */
    private record Made(Instant until, Map<String, Estimate> byRequest) {
        boolean isGood(Instant now) {
            return now.isBefore(until);
        }
    }

    /**
     * One request's.
     *
     * @param position in the order in which they start, from 1
     * @param expected when, if everything takes as long as it usually does
     * @param latest when, if everything takes as long as the longest that was seen; null where that is too far away
     */
    record Estimate(
            int position, Instant expected, @Nullable Instant latest) {}

    StartEstimates(ClusterEntities cluster) {
        this.cluster = cluster;
    }

    /** Empty for those far behind, and for those that wait for something that nobody can foresee. */
    Optional<Estimate> of(String request, Instant now) {
        return Optional.ofNullable(made(now).byRequest().get(request));
    }

    /** The requests that are expected to start, in that order. */
    Collection<String> inOrder(Instant now) {
        return made(now).byRequest().keySet();
    }

    private synchronized Made made(Instant now) {
        Made good = made == null || !made.isGood(now) ? makeAnew(now) : made;
        made = good;
        return good;
    }

    private Made makeAnew(Instant now) {
        long begun = System.nanoTime();
        Map<String, Estimate> estimates = make(now);
        long took = System.nanoTime() - begun;
        Duration goodFor = Duration.ofNanos(Math.clamp(COST * took, GOOD_FOR.toNanos(), GOOD_AT_MOST.toNanos()));
        return new Made(now.plus(goodFor), estimates);
    }

    private Map<String, Estimate> make(Instant now) {
        List<LiveRequest> first = FirstInLine.of(cluster, now.plus(Forecast.HORIZON));
        Map<String, Instant> expected = Forecast.of(cluster.ledger(), first, now, Pace.EXPECTED);
        Map<String, Instant> slowest = Forecast.of(cluster.ledger(), first, now, Pace.SLOWEST);
        Map<String, Estimate> estimates = new LinkedHashMap<>();
        expected.forEach((id, start) -> {
            Instant latest = slowest.get(id);
            Instant notBefore = latest != null && latest.isBefore(start) ? start : latest;
            estimates.put(id, new Estimate(estimates.size() + 1, start, notBefore));
        });
        return estimates;
    }
}
