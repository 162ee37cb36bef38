package dev.seedgate.core.decide;

import dev.seedgate.core.event.LedgerEvent;
import dev.seedgate.core.event.LedgerEvent.RequestEvent;
import dev.seedgate.core.event.LedgerEvent.RequestFinished;
import dev.seedgate.core.event.LedgerEvent.TenantCharged;
import dev.seedgate.core.ledger.LiveRequest;
import dev.seedgate.core.ledger.TenantUse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Every run that ends, however it ends, counts for its tenant. */
final class TenantCharges {
    private TenantCharges() {}

    /** Charges the runs that end by the events in the draft. */
    static void settle(Draft draft) {
        Map<String, LiveRequest> ended = new LinkedHashMap<>();
        for (LedgerEvent event : draft.events()) {
            if (event instanceof RequestEvent request && endsRun(request)) {
                draft.ledger()
                        .request(request.request().id())
                        .filter(LiveRequest::isRunning)
                        .ifPresent(running -> ended.put(running.id(), running));
            }
        }
        Map<String, TenantUse> uses = new LinkedHashMap<>();
        for (LiveRequest running : ended.values()) {
            String tenant = running.tenant();
            Optional<TenantUse> before = Optional.ofNullable(uses.get(tenant))
                    .or(() -> draft.ledger().tenantUse(tenant));
            uses.put(tenant, FairShare.charged(running, before, draft));
        }
        uses.values().forEach(use -> draft.add(new TenantCharged(use)));
    }

    private static boolean endsRun(RequestEvent event) {
        return event instanceof RequestFinished || !event.request().isRunning();
    }
}
