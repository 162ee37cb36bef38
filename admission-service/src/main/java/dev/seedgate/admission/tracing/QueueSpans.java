package dev.seedgate.admission.tracing;

import dev.seedgate.admission.ledger.LedgerListener;
import dev.seedgate.core.ledger.LiveRequest;
import dev.seedgate.core.ledger.LiveRequest.Phase;
import dev.seedgate.telemetry.TracedWork;
import jakarta.inject.Singleton;

/**
 * Tells how long a request waited, in its trace: from when it was accepted to its first run. Nobody works on it meanwhile, so the span
 * is told when it is over. What lies between a run and the next is not told: the ledger does not keep when a run ended.
 */
@Singleton
final class QueueSpans implements LedgerListener {
    private static final String NAME = "queue";

    @Override
    public void granted(LiveRequest running) {
        if (running.phase() instanceof Phase.Running run && running.isFirstRun()) {
            TracedWork.tell(
                    running.request(), NAME, run.token(), running.request().acceptedAt(), run.startedAt());
        }
    }
}
