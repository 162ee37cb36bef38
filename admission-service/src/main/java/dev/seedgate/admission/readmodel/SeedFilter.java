package dev.seedgate.admission.readmodel;

import dev.seedgate.protocol.SeedState;
import org.jspecify.annotations.Nullable;

/** Which seeds to list; null lets all through. */
public record SeedFilter(
        @Nullable SeedState state,
        @Nullable String database,
        @Nullable String cluster,
        @Nullable String batch,
        @Nullable String seed) {
    boolean matches(SeedEntry entry) {
        return matches(state, entry.state())
                && matches(database, entry.request().database())
                && matches(cluster, entry.request().cluster())
                && matches(batch, entry.request().scheduling().batch())
                && matches(seed, entry.request().seed());
    }

    private static boolean matches(@Nullable Object wanted, @Nullable Object value) {
        return wanted == null || wanted.equals(value);
    }
}
