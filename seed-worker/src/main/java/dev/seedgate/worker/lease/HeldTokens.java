package dev.seedgate.worker.lease;

import dev.seedgate.worker.stop.StopCause;
import dev.seedgate.worker.stop.StopSignal;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The tokens that this process holds, so that a revocation finds the run that it is meant for. */
@Singleton
public final class HeldTokens {
    private final Map<String, StopSignal> runs = new ConcurrentHashMap<>();

    public void add(String token, StopSignal run) {
        runs.put(token, run);
    }

    public void remove(String token) {
        runs.remove(token);
    }

    /** Returns false where this process does not hold that token (any more). */
    public boolean revoke(String token, String reason) {
        StopSignal run = runs.get(token);
        if (run == null) {
            return false;
        }
        run.raise(new StopCause.Revoked(reason));
        return true;
    }

    public void stopAll(StopCause cause) {
        runs.values().forEach(run -> run.raise(cause));
    }

    public int count() {
        return runs.size();
    }
}
