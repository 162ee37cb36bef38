package dev.seedgate.admission.ledger;

import dev.seedgate.protocol.TokenEvent;
import java.time.Duration;
import java.util.List;

/**
 * What was decided and committed at once.
 *
 * @param records that were read for it; none where only time has passed
 * @param journal what people were told of it
 * @param took from the first decision to the end of the commit
 * @param delay how long ago the broker got the oldest of the records: what somebody waited for an answer; zero where there is none
 */
public record LedgerTurn(int records, List<TokenEvent> journal, Duration took, Duration delay) {
    public LedgerTurn {
        journal = List.copyOf(journal);
    }
}
