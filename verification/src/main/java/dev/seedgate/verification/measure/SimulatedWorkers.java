package dev.seedgate.verification.measure;

import dev.seedgate.protocol.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Workers that come some time after they were asked for, run what they are granted, and drain when they are told to end. */
final class SimulatedWorkers {
    private final LoneCore core;
    private final int slots;
    private final Duration comesAfter;
    private final Function<Reply.Grant, Duration> takes;
    private final Map<String, Worker> workers = new LinkedHashMap<>();
    private int started;
    private int bids;
    private int drainedBusy;
    private int succeeded;

    private static final class Worker {
        private final String name;
        private final Instant readyAt;
        private final List<String> bids = new ArrayList<>();
        private final List<Run> runs = new ArrayList<>();
        private boolean ready;
        private boolean draining;

        Worker(String name, Instant readyAt) {
            this.name = name;
            this.readyAt = readyAt;
        }
    }

    private record Run(Reply.Grant grant, Instant end) {}

    /**
     * None yet.
     *
     * @param comesAfter how long one takes from when it is asked for until it waits for work
     * @param takes how long the run of a grant takes
     */
    SimulatedWorkers(LoneCore core, int slots, Duration comesAfter, Function<Reply.Grant, Duration> takes) {
        this.core = core;
        this.slots = slots;
        this.comesAfter = comesAfter;
        this.takes = takes;
    }

    /** Asks for more, or tells some to end: the busiest, as if whoever chooses had it in for us. */
    void scaleTo(int replicas) {
        for (int there = replicas(); there < replicas; there++) {
            String name = "worker-" + ++started;
            workers.put(name, new Worker(name, core.now().plus(comesAfter)));
        }
        List<Worker> toEnd = workers.values().stream()
                .filter(worker -> !worker.draining)
                .sorted(Comparator.comparingInt((Worker worker) -> -worker.runs.size()))
                .limit(Math.max(0, replicas() - replicas))
                .toList();
        toEnd.forEach(this::drain);
    }

    private void drain(Worker worker) {
        worker.draining = true;
        worker.bids.forEach(bid -> core.withdraw(bid, worker.name));
        worker.bids.clear();
        drainedBusy += worker.runs.isEmpty() ? 0 : 1;
    }

    /** Ends what has ended by now, and begins what can begin. */
    void turn() {
        for (Worker worker : workers.values()) {
            List<Run> ended = worker.runs.stream()
                    .filter(run -> !run.end().isAfter(core.now()))
                    .toList();
            worker.runs.removeAll(ended);
            ended.forEach(run -> core.succeeded(run.grant()));
            succeeded += ended.size();
            worker.ready |= !worker.readyAt.isAfter(core.now());
            while (worker.ready && !worker.draining && worker.bids.size() + worker.runs.size() < slots) {
                String bid = "bid-" + ++bids;
                worker.bids.add(bid);
                core.bid(bid, worker.name);
            }
        }
        workers.values().removeIf(worker -> worker.draining && worker.runs.isEmpty());
        core.observe();
        core.admit().forEach(this::begin);
    }

    private void begin(Reply.Grant grant) {
        Worker worker = workers.get(grant.worker().name());
        if (worker == null || !worker.bids.remove(grant.bid())) {
            throw new IllegalStateException(grant.token() + " was granted to a bid that nobody has open: " + grant);
        }
        worker.runs.add(new Run(grant, core.now().plus(takes.apply(grant))));
    }

    /** What an autoscaler counts: those that come, and those that are there and do not drain. */
    int replicas() {
        return (int)
                workers.values().stream().filter(worker -> !worker.draining).count();
    }

    int draining() {
        return workers.size() - replicas();
    }

    int running() {
        return workers.values().stream().mapToInt(worker -> worker.runs.size()).sum();
    }

    int busy() {
        return (int) workers.values().stream()
                .filter(worker -> !worker.runs.isEmpty())
                .count();
    }

    /** How many runs have ended, each of them well. */
    int succeeded() {
        return succeeded;
    }

    /** How many were told to end while they ran something. */
    int drainedBusy() {
        return drainedBusy;
    }
}
