package dev.seedgate.core.advice;

import java.time.Duration;

/**
 * What somebody wants.
 *
 * @param p95Wait 19 of 20 requests wait no longer than this; positive
 */
public record Wish(Duration p95Wait) {
    public Wish {
        if (!p95Wait.isPositive()) {
            throw new IllegalArgumentException("p95Wait must be positive, got: " + p95Wait);
        }
    }
}
