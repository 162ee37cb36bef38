package dev.seedgate.admission.readmodel;

import dev.seedgate.core.ledger.LiveRequest;
import dev.seedgate.core.outlook.Forecast;
import dev.seedgate.core.outlook.Forecast.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When the requests of one cluster that wait will start, as the ledger's own rules say when they are run ahead of time. That is work,
 * so it is done for the first {@value #AT_MOST} in line, when somebody asks, and not more often than every second. May be asked by
 * several at once, while nobody changes the entities.
 */
final class StartEstimates {
    private static final int AT_MOST = 1_000;
    private static final Duration GOOD_FOR = Duration.ofSeconds(1);

    private final ClusterEntities cluster;
    private @Nullable Made made;

    /** @param byRequest in the order of their starts */
    private record Made(Instant at, Map<String, Estimate> byRequest) {
        boolean isGood(Instant now) {
            return now.isBefore(at.plus(GOOD_FOR));
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
        Made good = made == null || !made.isGood(now) ? new Made(now, make(now)) : made;
        made = good;
        return good;
    }

    /** As many of each tenant as of any other, as far as they could start at all before the horizon. */
    private List<LiveRequest> firstOfEveryTenant(Instant horizon) {
        Map<String, List<LiveRequest>> byTenant = new LinkedHashMap<>();
        for (LiveRequest live : cluster.waiting()) {
            List<LiveRequest> line = byTenant.computeIfAbsent(live.tenant(), tenant -> new ArrayList<>());
            if (line.size() < AT_MOST && couldStart(live, horizon)) {
                line.add(live);
            }
        }
        List<LiveRequest> first = new ArrayList<>();
        for (int i = 0; i < AT_MOST && first.size() < AT_MOST; i++) {
            for (List<LiveRequest> line : byTenant.values()) {
                if (i < line.size() && first.size() < AT_MOST) {
                    first.add(line.get(i));
                }
            }
        }
        return first;
    }

    private static boolean couldStart(LiveRequest live, Instant horizon) {
        Instant returnsAt = live.returnsAt();
        return !(live.phase() instanceof LiveRequest.Phase.Held) && (returnsAt == null || returnsAt.isBefore(horizon));
    }

    private Map<String, Estimate> make(Instant now) {
        List<LiveRequest> first = firstOfEveryTenant(now.plus(Forecast.HORIZON));
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
