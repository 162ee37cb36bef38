package dev.seedgate.core.decide;

import dev.seedgate.core.event.LedgerEvent;
import dev.seedgate.protocol.Reply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a command leads to.
 *
 * @param events what changes, in order
 * @param replies what workers are told once the events stand
 * @param rejection why nothing was done where something was asked; null otherwise
 */
public record Decision(
        List<LedgerEvent> events,
        List<AddressedReply> replies,
        @Nullable Rejection rejection) {
    /** Nothing to do, and nothing wrong. */
    public static final Decision NONE = new Decision(List.of(), List.of(), null);

    public Decision {
        events = List.copyOf(events);
        replies = List.copyOf(replies);
    }

    /** A reply with the partition of {@code token.grants} that its worker reads. */
    public record AddressedReply(int partition, Reply reply) {}
}
