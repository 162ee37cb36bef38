package dev.seedgate.verification.chaos;

import dev.seedgate.verification.chaos.Plan.Planned;
import dev.seedgate.verification.system.Run;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/** Carries out a plan: each fault in its turn, several at the same time. */
final class Storm {
    private final Harm harm;
    private final Away away = new Away();
    private final Map<Fault, Integer> done = new EnumMap<>(Fault.class);
    private final Map<Fault, Integer> leftOut = new EnumMap<>(Fault.class);
    private final List<CompletableFuture<Void>> underWay = new ArrayList<>();

    Storm(Harm harm) {
        this.harm = harm;
    }

    /** Returns when that time is over and everything is back. */
    void rage(Plan plan, Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            Planned planned = plan.next();
            Harm.pause(planned.pause());
            Set<String> parts = Harm.parts(planned);
            away.claim(parts);
            underWay.removeIf(fault -> fault.isDone() && !fault.isCompletedExceptionally());
            underWay.add(CompletableFuture.runAsync(() -> inflict(planned, parts), Thread::startVirtualThread));
        }
        underWay.forEach(CompletableFuture::join);
    }

    private void inflict(Planned planned, Set<String> parts) {
        say(planned, parts, "");
        try {
            count(planned.fault(), harm.inflict(planned));
        } finally {
            say(planned, parts, ", over");
            away.release(parts);
        }
    }

    /** With the time, by which the logs of all processes can be read beside it. */
    private static void say(Planned planned, Set<String> parts, String what) {
        Run.say("%s %s: %s%s"
                .formatted(
                        Instant.now().truncatedTo(ChronoUnit.MILLIS),
                        planned.fault().words(),
                        String.join(", ", new TreeSet<>(parts)),
                        what));
    }

    private synchronized void count(Fault fault, boolean happened) {
        (happened ? done : leftOut).merge(fault, 1, Integer::sum);
    }

    /** How often each was done. */
    synchronized Map<Fault, Integer> done() {
        return new EnumMap<>(done);
    }

    /** How often each was planned and there was nothing to do it to, or it could not be done. */
    synchronized Map<Fault, Integer> leftOut() {
        return new EnumMap<>(leftOut);
    }
}
