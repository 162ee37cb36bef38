package dev.seedgate.admission.agent;

import java.util.Map;
import java.util.Optional;

/** Which server each ledger saw last, whichever replica owns it. */
public interface KnownServers {
    /**
     * The system identifiers of the clusters' servers; clusters whose server was never seen, or did not say, are missing.
     *
     * @return empty while this replica still reads what the ledgers say
     */
    Optional<Map<String, String>> systemIdentifiers();
}
