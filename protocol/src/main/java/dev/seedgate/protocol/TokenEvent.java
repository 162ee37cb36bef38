package dev.seedgate.protocol;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the journal: what changed, and the budget after it.
 *
 * @param revision the ledger's, growing by one with every change of the cluster
 * @param at the ledger's time
 * @param event what happened, in the words of {@code docs/EVENTS.md}: {@code token-granted}, {@code request-queued}, …
 * @param by who asked for it, where somebody did
 * @param detail for a person, where the other fields do not say it all
 */
public record TokenEvent(
        String cluster,
        long revision,
        Instant at,
        String event,
        @Nullable String token,
        @Nullable String request,
        @Nullable String worker,
        @Nullable Integer connections,
        @Nullable String by,
        @Nullable String detail,
        BudgetFigures budget) {
    public TokenEvent {
        Checks.name("cluster", cluster, TokenTag.MAX_CLUSTER);
        Checks.present("at", at);
        Checks.text("event", event, 100);
        Checks.present("budget", budget);
    }
}
