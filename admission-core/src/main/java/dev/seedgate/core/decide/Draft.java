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

    void add(LedgerEvent event) {
        events.add(event);
    }

    void reply(int partition, Reply reply) {
        replies.add(new AddressedReply(partition, reply));
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
