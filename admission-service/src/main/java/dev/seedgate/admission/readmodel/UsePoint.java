package dev.seedgate.admission.readmodel;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who had how many sessions when a server was fullest, within a step of time.
 *
 * @param at when the step began
 * @param classes sessions by consumer class
 * @param tokens sessions under tokens
 */
public record UsePoint(Instant at, int maxConnections, Map<String, Integer> classes, int tokens, int unclassified) {
    public UsePoint {
        classes = Collections.unmodifiableMap(new TreeMap<>(classes));
    }

    /** Sessions of everybody. */
    public int used() {
        return classes.values().stream().mapToInt(Integer::intValue).sum() + tokens + unclassified;
    }
}
