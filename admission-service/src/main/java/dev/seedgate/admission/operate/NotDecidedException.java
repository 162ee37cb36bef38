package dev.seedgate.admission.operate;

import java.io.Serial;

/** The broker has what was asked, and no owner of the cluster has decided it in time; it will be decided when there is one. */
public final class NotDecidedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    NotDecidedException(String cluster, long millis) {
        super("it is safe on the broker, but no admission service has decided it within " + millis
                + " ms; it will be decided as soon as one owns cluster " + cluster);
    }
}
