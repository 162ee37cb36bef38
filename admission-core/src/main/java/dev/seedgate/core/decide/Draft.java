package dev.seedgate.core.decide;

import dev.seedgate.core.Policy;
import dev.seedgate.core.decide.Decision.AddressedReply;
import dev.seedgate.core.event.LedgerEvent;
import dev.seedgate.core.ledger.Ledger;
import dev.seedgate.protocol.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A decision in the making, with what it is made from. The ledger stays as it was before the command all the while; what the
 * events so far will make of it is the handler's to know.
 */
final class Draft {
    private final Ledger ledger;
    private final Instant now;
    private final List<LedgerEvent> events = new ArrayList<>();
    private final List<AddressedReply> replies = new ArrayList<>();

    Draft(Ledger ledger, Instant now) {
        this.ledger = ledger;
        this.now = now;
    }

    Ledger ledger() {
        return ledger;
    }

    Instant now() {
        return now;
    }

    Policy policy() {
        return ledger.policy();
    }

    /** The ledger's revision after the event that is added next. */
    long nextRevision() {
        return ledger.state().revision() + events.size() + 1;
    }

    /** So far, in order. */
    List<LedgerEvent> events() {
        return Collections.unmodifiableList(events);
    }

    /** Those of a kind so far, in order. */
    <T extends LedgerEvent> Stream<T> events(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast);
    }

    void add(LedgerEvent event) {
        events.add(event);
    }

    /** Says nothing where nobody listens: whoever holds a token of their own looks for it in the ledger. */
    void reply(@Nullable Integer partition, Reply reply) {
        if (partition != null) {
            replies.add(new AddressedReply(partition, reply));
        }
    }

    Decision decision() {
        return events.isEmpty() && replies.isEmpty() ? Decision.NONE : new Decision(events, replies, null);
    }

    /** Nothing changes; replies say so to whom it concerns. */
    Decision rejected(Rejection why) {
        if (!events.isEmpty()) {
            throw new IllegalStateException("a rejected command must change nothing, but would lead to " + events);
        }
        return new Decision(List.of(), replies, why);
    }
}
