package dev.seedgate.protocol;

/**
 * One life of a worker. A process that starts again under an old name has a new incarnation, and the ledger then knows that
 * whatever the old one held has nobody behind it any more.
 *
 * @param name stable over restarts, for example the pod's name
 * @param incarnation different in every process; compared for equality only, never ordered
 */
public record WorkerId(String name, String incarnation) {
    public WorkerId {
        Checks.text("worker.name", name, 100);
        Checks.text("worker.incarnation", incarnation, 64);
    }

    @Override
    public String toString() {
        return name + "/" + incarnation;
    }
}
