package dev.seedgate.core.outlook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which workers somebody asks about: those of one deployment, say, all of which have the same labels.
 *
 * <p>A run belongs to the kind of the worker that it is on; a request that waits, to the kind whose labels it asks for. So one that asks
 * for none is left to workers that have none, although others could run it, and of two deployments never both grow for it, as long as
 * no label is in both.
 *
 * @param labels empty for workers without any; null for all workers, whatever labels they have
 */
public record WorkerKind(@Nullable List<String> labels) {
    /** All workers, whatever labels they have. */
    public static final WorkerKind ANY = new WorkerKind(null);

    public WorkerKind {
        labels = labels == null ? null : List.copyOf(labels);
    }

    /** Whether what has, or asks for, these labels belongs to this kind. */
    public boolean includes(List<String> some) {
        if (labels == null) {
            return true;
        }
        return labels.isEmpty() ? some.isEmpty() : !some.isEmpty() && labels.containsAll(some);
    }
}
