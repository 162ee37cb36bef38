package dev.seedgate.admission.app;

import dev.seedgate.admission.agent.KnownServers;
import dev.seedgate.admission.config.AdmissionSettings;
import dev.seedgate.admission.readmodel.ReadModel;
import dev.seedgate.core.ledger.ServerView;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which servers the configured clusters' ledgers saw, as the read model has it. */
@ApplicationScoped
public class LedgerServers implements KnownServers {
    private final AdmissionSettings settings;
    private final ReadModel readModel;

    LedgerServers(AdmissionSettings settings, ReadModel readModel) {
        this.settings = settings;
        this.readModel = readModel;
    }

    @Override
    public Optional<Map<String, String>> systemIdentifiers() {
        if (!readModel.isReady()) {
            return Optional.empty();
        }
        Map<String, String> identifiers = new HashMap<>();
        for (String cluster : settings.clusters().keySet()) {
            ServerView server = readModel.cluster(cluster).server();
            if (server != null && server.systemIdentifier() != null) {
                identifiers.put(cluster, server.systemIdentifier());
            }
        }
        return Optional.of(identifiers);
    }
}
