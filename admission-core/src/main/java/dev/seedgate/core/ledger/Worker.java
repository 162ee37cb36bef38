package dev.seedgate.core.ledger;

import dev.seedgate.protocol.WorkerId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A worker by its name, with the one incarnation that counts. An incarnation that was superseded stays superseded: incarnations
 * have no order, so the ledger remembers the last {@value #REMEMBERED} of them to tell a zombie from a new process.
 *
 * @param superseded earlier incarnations, the latest first
 * @param lastSeen the ledger's time of the last presence, bid or renewal that changed this entity
 */
public record Worker(String name, String incarnation, List<String> superseded, Instant lastSeen) implements Entity {
    public static final int REMEMBERED = 16;

    public Worker {
        superseded = List.copyOf(superseded);
    }

    @Override
    public EntityKey key() {
        return EntityKey.worker(name);
    }

    public static Worker first(WorkerId id, Instant now) {
        return new Worker(id.name(), id.incarnation(), List.of(), now);
    }

    public boolean isCurrent(WorkerId id) {
        return incarnation.equals(id.incarnation());
    }

    public boolean isSuperseded(WorkerId id) {
        return superseded.contains(id.incarnation());
    }

    /** A new process under the old name. */
    public Worker supersededBy(WorkerId id, Instant now) {
        List<String> earlier = Stream.concat(Stream.of(incarnation), superseded.stream())
                .limit(REMEMBERED)
                .toList();
        return new Worker(name, id.incarnation(), earlier, now);
    }

    public Worker seen(Instant now) {
        return new Worker(name, incarnation, superseded, now);
    }
}
