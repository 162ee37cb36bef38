package dev.seedgate.exec.gate;

import java.time.Duration;
import java.util.Optional;

/**
 * What a command made of its gate.
 *
 * @param worth of its token, in connections; the most where that changed
 * @param peak how many sessions it wanted at once, at most, those included that had to wait
 * @param sessions how many it had in all
 * @param refused how many it was refused
 * @param longestWait for one that it got
 * @param endedByServer how many the server ended, while the command still wanted them
 * @param parted how many it was parted from, to make room for others
 */
public record GateReport(
        int worth, int peak, long sessions, long refused, Duration longestWait, long endedByServer, long parted) {
    /** What is to be said to the command's author, where it wanted more than there was. */
    public Optional<String> complaint() {
        if (peak <= worth) {
            return Optional.empty();
        }
        String waited = "the longest wait was " + longestWait.toMillis() + " ms";
        String turnedAway = refused == 0 ? waited : refused + " were refused, and " + waited;
        return Optional.of("the command asked for up to " + peak + " connections at once; its token is worth " + worth
                + ", so the others waited (" + turnedAway + ")");
    }
}
