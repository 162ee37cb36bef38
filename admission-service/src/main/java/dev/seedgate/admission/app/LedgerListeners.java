package dev.seedgate.admission.app;

import dev.seedgate.admission.ledger.LedgerListener;
import dev.seedgate.admission.ledger.LedgerTurn;
import dev.seedgate.admission.ledger.LedgerView;
import dev.seedgate.core.ledger.LiveRequest;
import java.util.List;

/** All of the service's listeners as one. */
record LedgerListeners(List<LedgerListener> listeners) implements LedgerListener {
    @Override
    public void owned(LedgerView view) {
        listeners.forEach(listener -> listener.owned(view));
    }

    @Override
    public void changed(LedgerView view) {
        listeners.forEach(listener -> listener.changed(view));
    }

    @Override
    public void granted(LiveRequest running) {
        listeners.forEach(listener -> listener.granted(running));
    }

    @Override
    public void turned(LedgerTurn turn) {
        listeners.forEach(listener -> listener.turned(turn));
    }

    @Override
    public void dropped() {
        listeners.forEach(LedgerListener::dropped);
    }

    @Override
    public void lost(String cluster) {
        listeners.forEach(listener -> listener.lost(cluster));
    }
}
