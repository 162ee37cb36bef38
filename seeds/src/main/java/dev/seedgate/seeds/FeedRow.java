package dev.seedgate.seeds;

import org.jspecify.annotations.Nullable;

/**
 * One record of a feed, before it takes a vendor's shape.
 *
 * @param key number of the part, from 0; the same key comes again where a feed repeats a part
 * @param description may be null or empty; not every shape can tell the two apart
 * @param listPrice in cents
 * @param price in cents
 * @param warehouse index into {@link FeedRows#WAREHOUSES}
 */
record FeedRow(
        int key,
        String partNumber,
        String name,
        @Nullable String description,
        @Nullable String brand,
        @Nullable Long listPrice,
        long price,
        @Nullable Integer quantity,
        int warehouse) {}
