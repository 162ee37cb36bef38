package dev.seedgate.worker.lease;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * How many connections a held token is worth, as far as its holder knows. The ledger may give more while nobody needs them, and ask for
 * them back; the run may need fewer. Fewer are kept from that moment on, but what we still have, or may, is charged, and must be said
 * to be so, until it is {@link #returned}.
 */
public final class Worth {
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final int granted;
    private int connections;
    private int kept;
    private int useful = Integer.MAX_VALUE;
    private int sizing;

    /** Of a token that was just granted. */
    public Worth(int granted) {
        this.granted = granted;
        this.connections = granted;
        this.kept = granted;
    }

    /**
     * What a renewal says.
     *
     * @param connections how many there are, or may be
     * @param sizing the last resize that is known
     */
    public record Statement(int connections, int sizing) {}

    public synchronized Statement statement() {
        return new Statement(connections, sizing);
    }

    /** How many it was worth at first. The ledger never asks for any of these. */
    public int granted() {
        return granted;
    }

    /** How many may be opened and kept now. */
    public synchronized int kept() {
        return kept;
    }

    /** Whether there still are, or may be, more than are to be kept. */
    public synchronized boolean isToReturn() {
        return kept < connections;
    }

    /** The ledger says that it is worth more, or asks for some. One that comes after a later one means nothing. */
    public void resized(int to, int number) {
        synchronized (this) {
            if (number <= sizing) {
                return;
            }
            sizing = number;
            connections = Math.max(connections, to);
            kept = Math.min(to, useful);
        }
        listeners.forEach(Runnable::run);
    }

    /** The run needs no more than so many from now on, whatever it is given. */
    public void keepOnly(int needed) {
        synchronized (this) {
            useful = Math.min(useful, Math.max(1, needed));
            kept = Math.min(kept, useful);
        }
        listeners.forEach(Runnable::run);
    }

    /** All but so many are known to be gone, and no more will be opened. */
    public void returned(int left) {
        synchronized (this) {
            if (left != kept || left >= connections) {
                return; // another size came meanwhile
            }
            connections = left;
        }
        listeners.forEach(Runnable::run);
    }

    /** Called after every change, on the thread that made it; must not block. */
    public void whenChanged(Runnable listener) {
        listeners.add(listener);
    }
}
