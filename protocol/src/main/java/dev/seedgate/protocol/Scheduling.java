package dev.seedgate.protocol;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a request may start, and who goes before whom.
 *
 * @param priority from 0 to {@link #MAX_PRIORITY}, higher first; waiting raises it
 * @param tenant in whose name it runs: tenants share what there is
 * @param batch the batch it was posted with
 * @param concurrencyKey of requests with the same key in one database never more than one runs; null where it may run beside anything
 * @param after ids of the requests that must have succeeded before
 * @param notBefore the earliest start; null for at once
 * @param preemptible whether a run may be stopped, and run again later, to make room
 */
public record Scheduling(
        int priority,
        String tenant,
        @Nullable String batch,
        @Nullable String concurrencyKey,
        List<String> after,
        @Nullable Instant notBefore,
        boolean preemptible) {
    public static final int MAX_PRIORITY = 1000;
    public static final int DEFAULT_PRIORITY = 500;
    /** Whoever names no tenant. */
    public static final String DEFAULT_TENANT = "default";

    public static final int MAX_TENANT = 40;
    public static final int MAX_CONCURRENCY_KEY = 100;
    /** A request's id, or what people write for one. */
    public static final int MAX_ID = 64;
    /** How many requests one may wait for. */
    public static final int MAX_AFTER = 100;

    /** As soon as there is room, beside anything. */
    public static final Scheduling DEFAULT =
            new Scheduling(DEFAULT_PRIORITY, DEFAULT_TENANT, null, null, List.of(), null, false);

    public Scheduling {
        Checks.between("scheduling.priority", 0, MAX_PRIORITY, priority);
        Checks.name("scheduling.tenant", tenant, MAX_TENANT);
        if (concurrencyKey != null) {
            Checks.text("scheduling.concurrencyKey", concurrencyKey, MAX_CONCURRENCY_KEY);
        }
        after = Checks.texts("scheduling.after", after, MAX_ID);
        Checks.between("scheduling.after.length", 0, MAX_AFTER, after.size());
    }

    public Scheduling withPriority(int other) {
        return new Scheduling(other, tenant, batch, concurrencyKey, after, notBefore, preemptible);
    }

    public Scheduling withTenant(String other) {
        return new Scheduling(priority, other, batch, concurrencyKey, after, notBefore, preemptible);
    }

    public Scheduling withBatch(@Nullable String other) {
        return new Scheduling(priority, tenant, other, concurrencyKey, after, notBefore, preemptible);
    }

    public Scheduling withConcurrencyKey(@Nullable String other) {
        return new Scheduling(priority, tenant, batch, other, after, notBefore, preemptible);
    }

    public Scheduling withAfter(List<String> other) {
        return new Scheduling(priority, tenant, batch, concurrencyKey, other, notBefore, preemptible);
    }

    public Scheduling withNotBefore(@Nullable Instant other) {
        return new Scheduling(priority, tenant, batch, concurrencyKey, after, other, preemptible);
    }

    public Scheduling withPreemptible(boolean other) {
        return new Scheduling(priority, tenant, batch, concurrencyKey, after, notBefore, other);
    }
}
