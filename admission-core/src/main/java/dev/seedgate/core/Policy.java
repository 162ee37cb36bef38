package dev.seedgate.core;

import java.time.Duration;

/**
 * The times and limits by which a ledger decides. Two replicas must be given the same.
 *
 * @param lease how long a token is good for from its last renewal
 * @param renewal how often a holder renews
 * @param suspectAfter after which silence a token becomes suspect; longer than {@code renewal}, shorter than {@code lease}
 * @param claim within which a grant's first renewal must arrive
 * @param drainGrace how long a holder that was asked to stop may take before its sessions are terminated
 * @param firstBackoff before a failed request's second run; doubles with every further one
 * @param maxBackoff the longest of them
 * @param maxInterruptions after how many lost workers a request is given up
 * @param outcomeWindow how long a finished request's id is remembered
 * @param cancelWindow how long a cancel of an unknown request is remembered
 * @param workerWindow after which silence a worker without tokens and bids is forgotten
 * @param observationWindow how old the last observation may be for anything to be granted
 * @param shares how tenants share a cluster
 * @param thresholds when the use of a whole server is worth a warning
 */
public record Policy(
        Duration lease,
        Duration renewal,
        Duration suspectAfter,
        Duration claim,
        Duration drainGrace,
        Duration firstBackoff,
        Duration maxBackoff,
        int maxInterruptions,
        Duration outcomeWindow,
        Duration cancelWindow,
        Duration workerWindow,
        Duration observationWindow,
        TenantShares shares,
        UseThresholds thresholds) {
    public static final Policy DEFAULT = new Policy(
            Duration.ofSeconds(15),
            Duration.ofSeconds(5),
            Duration.ofMillis(7_500),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            5,
            Duration.ofDays(1),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofSeconds(5),
            TenantShares.EQUAL,
            UseThresholds.DEFAULT);

    public Policy {
        positive("lease", lease);
        positive("renewal", renewal);
        positive("suspectAfter", suspectAfter);
        positive("claim", claim);
        positive("drainGrace", drainGrace);
        positive("firstBackoff", firstBackoff);
        positive("maxBackoff", maxBackoff);
        positive("outcomeWindow", outcomeWindow);
        positive("cancelWindow", cancelWindow);
        positive("workerWindow", workerWindow);
        positive("observationWindow", observationWindow);
        ordered("renewal", renewal, "suspectAfter", suspectAfter);
        ordered("suspectAfter", suspectAfter, "lease", lease);
        if (maxInterruptions < 1) {
            throw new IllegalArgumentException("maxInterruptions must be positive, got: " + maxInterruptions);
        }
    }

    /**
     * How long a request waits after a failed run: {@code firstBackoff}, twice that after the second, and so on up to
     * {@code maxBackoff}.
     *
     * @param failures so far, the last one included; positive
     */
    public Duration backoff(int failures) {
        Duration backoff = firstBackoff;
        for (int doubled = 1; doubled < failures && backoff.compareTo(maxBackoff) < 0; doubled++) {
            backoff = backoff.multipliedBy(2);
        }
        return backoff.compareTo(maxBackoff) < 0 ? backoff : maxBackoff;
    }

    private static void positive(String name, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(name + " must be positive, got: " + value);
        }
    }

    private static void ordered(String shorterName, Duration shorter, String longerName, Duration longer) {
        if (shorter.compareTo(longer) >= 0) {
            throw new IllegalArgumentException(
                    shorterName + " must be shorter than " + longerName + ", got: " + shorter + " and " + longer);
        }
    }
}
