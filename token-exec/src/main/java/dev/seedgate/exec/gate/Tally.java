package dev.seedgate.exec.gate;

import java.time.Duration;

/** Counts what a command makes of its gate; guarded by the lock of whoever keeps it. */
final class Tally {
    private int mostWorth;
    private int peak;
    private long granted;
    private long refused;
    private long longestWait;
    private long endedByServer;
    private long parted;

    Tally(int worth) {
        this.mostWorth = worth;
    }

    void worth(int now) {
        mostWorth = Math.max(mostWorth, now);
    }

    /** @param sessions so many are there that their clients want, or are waited for */
    void wanted(int sessions) {
        peak = Math.max(peak, sessions);
    }

    /** @param waited in nanoseconds */
    void granted(long waited) {
        granted++;
        longestWait = Math.max(longestWait, waited);
    }

    void refused() {
        refused++;
    }

    void endedByServer() {
        endedByServer++;
    }

    void parted() {
        parted++;
    }

    GateReport report() {
        return new GateReport(mostWorth, peak, granted, refused, Duration.ofNanos(longestWait), endedByServer, parted);
    }
}
