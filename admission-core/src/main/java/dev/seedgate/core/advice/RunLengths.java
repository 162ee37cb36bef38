package dev.seedgate.core.advice;

import dev.seedgate.core.advice.PastRequest.Run;
import dev.seedgate.protocol.SeedRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How long runs take. A run takes as long as it took; with another number of connections, as many times longer or shorter as that
 * seed's runs with so many did. Where too few were seen to tell, it takes longer in proportion as it has fewer connections, which is the
 * worst that can be expected, and no shorter when it has more.
 */
final class RunLengths {
    /** From so many runs on their median is believed. */
    static final int BELIEVED = 3;

    private final Map<String, Map<Integer, List<Duration>>> bySeed = new HashMap<>();
    private final Optional<Duration> ofAny;

    private RunLengths(List<PastRequest> requests) {
        List<Duration> all = new ArrayList<>();
        for (PastRequest past : requests) {
            for (Run run : past.runs()) {
                bySeed.computeIfAbsent(key(past.request()), key -> new TreeMap<>())
                        .computeIfAbsent(run.connections(), connections -> new ArrayList<>())
                        .add(run.took());
                all.add(run.took());
            }
        }
        ofAny = all.isEmpty() ? Optional.empty() : Optional.of(median(all));
    }

    static RunLengths of(History history) {
        return new RunLengths(history.requests());
    }

    private static String key(SeedRequest request) {
        return request.database() + "/" + request.seed();
    }

    /** How long the run of a request takes that follows so many failed ones. */
    Duration of(PastRequest past, int failures, int connections) {
        return past.run(failures)
                .map(run -> scaled(past.request(), run, connections))
                .orElseGet(() -> usual(past.request(), connections));
    }

    /** Of a request of which no run was measured. */
    private Duration usual(SeedRequest request, int connections) {
        Duration usual = measured(request, request.connections())
                .or(() -> ofAny)
                .filter(length -> length.compareTo(request.timeout()) < 0)
                .orElse(request.timeout());
        return scaled(request, new Run(request.connections(), usual), connections);
    }

    Duration scaled(SeedRequest request, Run run, int connections) {
        if (run.connections() == connections) {
            return run.took();
        }
        Optional<Duration> there = believed(request, connections);
        Optional<Duration> here = believed(request, run.connections());
        if (there.isPresent() && here.filter(Duration::isPositive).isPresent()) {
            double ratio =
                    (double) there.get().toMillis() / Math.max(1, here.get().toMillis());
            return Duration.ofMillis(Math.round(run.took().toMillis() * ratio));
        }
        return connections > run.connections()
                ? run.took()
                : run.took().multipliedBy(run.connections()).dividedBy(connections);
    }

    /** Whether it is known how long this seed takes with so many connections. */
    boolean knows(SeedRequest request, int connections) {
        return believed(request, connections).isPresent();
    }

    private Optional<Duration> believed(SeedRequest request, int connections) {
        return runs(request, connections)
                .filter(runs -> runs.size() >= BELIEVED)
                .map(RunLengths::median);
    }

    private Optional<Duration> measured(SeedRequest request, int connections) {
        return runs(request, connections).map(RunLengths::median);
    }

    private Optional<List<Duration>> runs(SeedRequest request, int connections) {
        return Optional.ofNullable(bySeed.getOrDefault(key(request), Map.of()).get(connections));
    }

    private static Duration median(List<Duration> lengths) {
        return lengths.stream().sorted().toList().get(lengths.size() / 2);
    }
}
