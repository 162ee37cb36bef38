package dev.seedgate.localstack.workload;

import java.time.Instant;
import java.util.Map;

/**
 * The client sessions of a whole server at one moment.
 *
 * @param askedAt by the wall clock, before the question was sent: what was over by then must not be seen
 * @param answeredAt by the wall clock, when the answer was there: what had not begun by then must not be seen
 * @param byApplicationName how many sessions bear each {@code application_name}
 */
public record SessionSample(Instant askedAt, Instant answeredAt, Map<String, Integer> byApplicationName) {
    public SessionSample {
        byApplicationName = Map.copyOf(byApplicationName);
    }

    public int total() {
        return byApplicationName.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Sessions whose {@code application_name} begins like this. */
    public int withPrefix(String prefix) {
        return byApplicationName.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }
}
