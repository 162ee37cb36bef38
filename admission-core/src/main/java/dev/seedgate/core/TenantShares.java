package dev.seedgate.core;

import java.time.Duration;
import java.util.Map;

/**
 * How tenants share a cluster when there is not room for all: whoever has used least for its weight goes first.
 *
 * @param halfLife after which use counts half
 * @param weights of tenants that count for more, or less, than {@value #DEFAULT_WEIGHT}
 */
public record TenantShares(Duration halfLife, Map<String, Integer> weights) {
    public static final int DEFAULT_WEIGHT = 1;
    public static final int MAX_WEIGHT = 1_000;
    /** Nobody counts for more than anybody else. */
    public static final TenantShares EQUAL = new TenantShares(Duration.ofHours(1), Map.of());

    public TenantShares {
        if (halfLife.isZero() || halfLife.isNegative()) {
            throw new IllegalArgumentException("halfLife must be positive, got: " + halfLife);
        }
        weights = Map.copyOf(weights);
        weights.forEach((tenant, weight) -> {
            if (weight < 1 || weight > MAX_WEIGHT) {
                throw new IllegalArgumentException(
                        "the weight of " + tenant + " must be between 1 and " + MAX_WEIGHT + ", got: " + weight);
            }
        });
    }

    public int weightOf(String tenant) {
        return weights.getOrDefault(tenant, DEFAULT_WEIGHT);
    }
}
