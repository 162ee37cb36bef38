package dev.seedgate.worker.lease;

import dev.seedgate.worker.stop.StopCause;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The tokens that this process holds, so that what the ledger says of one finds its run. */
@Singleton
public final class HeldTokens {
    private final Map<String, Holding> runs = new ConcurrentHashMap<>();

    public void add(String token, Holding holding) {
        runs.put(token, holding);
    }

    public void remove(String token) {
        runs.remove(token);
    }

    /** Returns false where this process does not hold that token (any more). */
    public boolean revoke(String token, String reason) {
        Holding holding = runs.get(token);
        if (holding == null) {
            return false;
        }
        holding.stop().raise(new StopCause.Revoked(reason));
        return true;
    }

    /** Does nothing where this process does not hold that token (any more). */
    public void resize(String token, int connections, int sizing) {
        Holding holding = runs.get(token);
        if (holding != null) {
            holding.worth().resized(connections, sizing);
        }
    }

    public void stopAll(StopCause cause) {
        runs.values().forEach(holding -> holding.stop().raise(cause));
    }

    public int count() {
        return runs.size();
    }
}
