package dev.seedgate.admission.api;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** The warnings and errors that this process logs from now on. */
final class Complaints extends Handler implements AutoCloseable {
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final Logger root = Logger.getLogger("");

    private Complaints() {}

    static Complaints listen() {
        Complaints complaints = new Complaints();
        complaints.root.addHandler(complaints);
        return complaints;
    }

    /** Each with its logger and what was thrown. */
    List<String> heard() {
        return List.copyOf(heard);
    }

    @Override
    public void publish(LogRecord message) {
        if (message.getLevel().intValue() >= Level.WARNING.intValue()) {
            heard.add(message.getLoggerName() + ": " + message.getMessage() + ": " + message.getThrown());
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        root.removeHandler(this);
    }
}
