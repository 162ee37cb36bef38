package dev.seedgate.verification.system;

import dev.seedgate.localstack.installation.ServiceProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;

/**
 * Does one harmful thing after the other, in an order that follows from a seed, while seeds are posted. What is broken comes back
 * in the background, so that faults overlap: at most {@value #MOST_AWAY} at a time, or nothing would ever work.
 */
final class Chaos {
    private static final List<String> EXAMPLES = List.of(
            "meyer",
            "meyer-prices",
            "omix-inventory",
            "keystone",
            "quad-prices",
            "wheelpros-inventory",
            "large-inventory");
    private static final int MOST_AWAY = 2;
    private static final int LONGEST_PAUSE_MILLIS = 3_000;
    private static final int LONGEST_SEED_MILLIS = 4_000;
    private static final int LONGEST_SHUTDOWN_MILLIS = 12_000;
    /** Half of the sleepers wake up before their lease is over, half of them too late. */
    private static final int LONGEST_SLEEP_MILLIS =
            (int) SeedgateSystem.LEASE.multipliedBy(2).toMillis();

    private static final Executor IN_BACKGROUND = Thread::startVirtualThread;

    private final SeedgateSystem system;
    private final Run run;
    private final Random faults;
    private final Random orders;
    private final Map<String, CompletableFuture<Void>> away = new HashMap<>();
    private final Map<Fault, Integer> done = new TreeMap<>();

    Chaos(SeedgateSystem system, Run run, long seed) {
        this.system = system;
        this.run = run;
        this.faults = new Random(seed);
        this.orders = new Random(seed + 1);
    }

    private enum Fault {
        WORKER_KILLED,
        WORKER_STOPPED,
        WORKER_ASLEEP,
        ADMISSION_KILLED,
        BROKER_KILLED,
        POSTGRES_KILLED,
        SEED_CANCELLED
    }

    /** Goes on for that long, then waits until everything is back. Returns what was done how often. */
    String rage(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        CompletableFuture<Void> posting = CompletableFuture.runAsync(() -> postUntil(end), IN_BACKGROUND);
        while (System.nanoTime() < end) {
            pause(faults.nextInt(LONGEST_PAUSE_MILLIS));
            away.values().removeIf(CompletableFuture::isDone);
            Fault fault = Fault.values()[faults.nextInt(Fault.values().length)];
            if (away.size() < MOST_AWAY && inflict(fault)) {
                done.merge(fault, 1, Integer::sum);
            }
        }
        away.values().forEach(CompletableFuture::join);
        posting.join();
        return done.toString();
    }

    /** Returns false where what is to be hit is away already. */
    private boolean inflict(Fault fault) {
        int number = faults.nextInt(system.workers().size());
        int millis = faults.nextInt(LONGEST_SLEEP_MILLIS);
        ServiceProcess worker = system.workers().get(number);
        return switch (fault) {
            case WORKER_KILLED -> breaks(worker.name(), worker::restart);
            case WORKER_STOPPED -> breaks(worker.name(), () -> stopAndRestart(worker, millis));
            case WORKER_ASLEEP -> breaks(worker.name(), () -> sleep(worker, millis));
            case ADMISSION_KILLED -> breaks("admission", system.admission()::restart);
            case BROKER_KILLED ->
                breaks("broker", () -> {
                    system.stack().broker().kill();
                    system.stack().broker().start();
                });
            case POSTGRES_KILLED ->
                breaks("postgres", () -> {
                    system.stack().postgres().kill();
                    system.stack().postgres().start();
                });
            case SEED_CANCELLED -> cancelAny();
        };
    }

    private boolean breaks(String what, Runnable fault) {
        if (away.containsKey(what)) {
            return false;
        }
        away.put(what, CompletableFuture.runAsync(fault, IN_BACKGROUND));
        return true;
    }

    private static void stopAndRestart(ServiceProcess worker, int millis) {
        worker.terminate(Duration.ofMillis(Math.min(millis, LONGEST_SHUTDOWN_MILLIS)));
        worker.restart();
    }

    private static void sleep(ServiceProcess worker, int millis) {
        worker.pause();
        pause(millis);
        worker.resume();
    }

    private void postUntil(long end) {
        while (System.nanoTime() < end) {
            run.postTally(orders.nextInt(3), Duration.ofMillis(orders.nextInt(LONGEST_SEED_MILLIS)));
            if (orders.nextBoolean()) {
                run.postExamples(List.of(EXAMPLES.get(orders.nextInt(EXAMPLES.size()))));
            }
            pause(orders.nextInt(LONGEST_PAUSE_MILLIS));
        }
    }

    private boolean cancelAny() {
        List<String> unfinished = new ArrayList<>(run.promises().accepted());
        unfinished.removeIf(id ->
                run.requests().last(id).filter(last -> last.state().isFinal()).isPresent());
        if (unfinished.isEmpty()) {
            return false;
        }
        try {
            return system.http()
                    .cancel(unfinished.get(faults.nextInt(unfinished.size())))
                    .isAccepted();
        } catch (IOException e) {
            return false; // nobody is there to be asked
        }
    }

    private static void pause(int millis) {
        LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
    }
}
