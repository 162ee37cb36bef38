package dev.seedgate.localstack.workload;

import java.util.function.Consumer;

/** The most sessions that were ever seen at once: of the whole server, and of those with one prefix. */
public final class SessionPeaks implements Consumer<SessionSample> {
    private final String prefix;
    private int total;
    private int withPrefix;

    public SessionPeaks(String prefix) {
        this.prefix = prefix;
    }

    @Override
    public synchronized void accept(SessionSample sample) {
        total = Math.max(total, sample.total());
        withPrefix = Math.max(withPrefix, sample.withPrefix(prefix));
    }

    public synchronized int total() {
        return total;
    }

    public synchronized int withPrefix() {
        return withPrefix;
    }
}
