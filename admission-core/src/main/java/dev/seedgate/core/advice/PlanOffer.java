package dev.seedgate.core.advice;

import java.math.BigDecimal;

/**
 * A plan that can be had.
 *
 * @param maxConnections the server's {@code max_connections} under it, what the provider keeps for itself included
 * @param price a month, in whatever money the list is in
 */
public record PlanOffer(String name, int maxConnections, BigDecimal price) {
    public PlanOffer {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name must not be empty");
        }
        if (maxConnections < 1) {
            throw new IllegalArgumentException("max-connections must be positive, got: " + maxConnections);
        }
        if (price.signum() < 0) {
            throw new IllegalArgumentException("price must not be negative, got: " + price);
        }
    }
}
