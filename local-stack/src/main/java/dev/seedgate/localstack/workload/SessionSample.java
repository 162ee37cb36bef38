package dev.seedgate.localstack.workload;

import java.util.Map;

/**
 * The client sessions of a whole server at one moment.
 *
 * @param nanoTime {@link System#nanoTime} when the answer was there
 * @param byApplicationName how many sessions bear each {@code application_name}
 */
public record SessionSample(long nanoTime, Map<String, Integer> byApplicationName) {
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
