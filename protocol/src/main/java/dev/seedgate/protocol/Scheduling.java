package dev.seedgate.protocol;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a request may start, where, and who goes before whom.
 *
 * @param priority from 0 to {@link #MAX_PRIORITY}, higher first; waiting raises it
 * @param tenant in whose name it runs: tenants share what there is
 * @param batch the batch it was posted with
 * @param concurrencyKey of requests with the same key in one database never more than one runs; null where it may run beside anything
 * @param after ids of the requests that must have succeeded before
 * @param notBefore the earliest start; null for at once
 * @param deadline the latest start: whatever has not begun by then is given up; null for never
 * @param maxConnections how many connections a run may have while nobody else needs them; null for just what it needs
 * @param labels what a worker must have for it to run there, sorted
 * @param preemptible whether a run may be stopped, and run again later, to make room
 */
public record Scheduling(
        int priority,
        String tenant,
        @Nullable String batch,
        @Nullable String concurrencyKey,
        List<String> after,
        @Nullable Instant notBefore,
        @Nullable Instant deadline,
        @Nullable Integer maxConnections,
        List<String> labels,
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

    /** As soon as there is room, anywhere, beside anything. */
    public static final Scheduling DEFAULT =
            new Scheduling(DEFAULT_PRIORITY, DEFAULT_TENANT, null, null, List.of(), null, null, null, List.of(), false);

    public Scheduling {
        Checks.between("scheduling.priority", 0, MAX_PRIORITY, priority);
        Checks.name("scheduling.tenant", tenant, MAX_TENANT);
        if (concurrencyKey != null) {
            Checks.text("scheduling.concurrencyKey", concurrencyKey, MAX_CONCURRENCY_KEY);
        }
        after = Checks.texts("scheduling.after", after, MAX_ID);
        Checks.between("scheduling.after.length", 0, MAX_AFTER, after.size());
        if (maxConnections != null) {
            Checks.between("scheduling.maxConnections", 1, SeedRequest.MAX_CONNECTIONS, maxConnections);
        }
        labels = Labels.checked("scheduling.labels", labels);
    }

    public Scheduling withPriority(int other) {
        return new Scheduling(
                other, tenant, batch, concurrencyKey, after, notBefore, deadline, maxConnections, labels, preemptible);
    }

    public Scheduling withTenant(String other) {
        return new Scheduling(
                priority,
                other,
                batch,
                concurrencyKey,
                after,
                notBefore,
                deadline,
                maxConnections,
                labels,
                preemptible);
    }

    public Scheduling withBatch(@Nullable String other) {
        return new Scheduling(
                priority,
                tenant,
                other,
                concurrencyKey,
                after,
                notBefore,
                deadline,
                maxConnections,
                labels,
                preemptible);
    }

    public Scheduling withConcurrencyKey(@Nullable String other) {
        return new Scheduling(
                priority, tenant, batch, other, after, notBefore, deadline, maxConnections, labels, preemptible);
    }

    public Scheduling withAfter(List<String> other) {
        return new Scheduling(
                priority,
                tenant,
                batch,
                concurrencyKey,
                other,
                notBefore,
                deadline,
                maxConnections,
                labels,
                preemptible);
    }

    public Scheduling withNotBefore(@Nullable Instant other) {
        return new Scheduling(
                priority, tenant, batch, concurrencyKey, after, other, deadline, maxConnections, labels, preemptible);
    }

    public Scheduling withDeadline(@Nullable Instant other) {
        return new Scheduling(
                priority, tenant, batch, concurrencyKey, after, notBefore, other, maxConnections, labels, preemptible);
    }

    public Scheduling withMaxConnections(@Nullable Integer other) {
        return new Scheduling(
                priority, tenant, batch, concurrencyKey, after, notBefore, deadline, other, labels, preemptible);
    }

    public Scheduling withLabels(List<String> other) {
        return new Scheduling(
                priority,
                tenant,
                batch,
                concurrencyKey,
                after,
                notBefore,
                deadline,
                maxConnections,
                other,
                preemptible);
    }

    public Scheduling withPreemptible(boolean other) {
        return new Scheduling(
                priority, tenant, batch, concurrencyKey, after, notBefore, deadline, maxConnections, labels, other);
    }
}
