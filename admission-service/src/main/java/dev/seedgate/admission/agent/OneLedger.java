package dev.seedgate.admission.agent;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One server, one ledger: two ledgers would each hand out the whole budget of the same server. Of two clusters that are the same server,
 * the one whose ledger saw it first keeps it; the other must not see it at all, because what it never saw it cannot hand out.
 */
final class OneLedger {
    private final String cluster;
    private final KnownServers known;

    /** @param known of all configured clusters */
    OneLedger(String cluster, KnownServers known) {
        this.cluster = cluster;
        this.known = known;
    }

    /**
     * Holds a server against what the other ledgers saw.
     *
     * @param systemIdentifier null where the agent may not ask for it: then only {@link AgentFence} tells
     * @throws ServerRefusedException when it is another ledger's
     */
    void check(@Nullable String systemIdentifier) throws ServerRefusedException {
        if (systemIdentifier == null) {
            return;
        }
        Map<String, String> seen = known.systemIdentifiers()
                .orElseThrow(() -> new ServerRefusedException(
                        "this replica still reads which servers the ledgers saw; it looks as soon as it knows"));
        if (systemIdentifier.equals(seen.get(cluster))) {
            return;
        }
        for (Map.Entry<String, String> other : seen.entrySet()) {
            if (other.getValue().equals(systemIdentifier)) {
                throw refused(cluster, other.getKey(), "they have the system identifier " + systemIdentifier);
            }
        }
    }

    static ServerRefusedException refused(String cluster, String keeper, String proof) {
        return new ServerRefusedException("the clusters " + cluster + " and " + keeper
                + " are the same PostgreSQL server ("
                + proof + "), and a server can have only one ledger, which is that of " + keeper
                + ": remove seedgate.clusters." + cluster + " and name its databases under seedgate.clusters." + keeper
                + ".databases");
    }
}
