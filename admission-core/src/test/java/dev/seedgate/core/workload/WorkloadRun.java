package dev.seedgate.core.workload;

import dev.seedgate.core.advice.History;
import dev.seedgate.core.command.Command;
import dev.seedgate.core.decide.Decider;
import dev.seedgate.core.ledger.LiveRequest;
import dev.seedgate.core.scenario.Scenario;
import dev.seedgate.protocol.BidMessage;
import dev.seedgate.protocol.SeedOutcome;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.TokenRelease;
import dev.seedgate.protocol.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Plays a workload to its end and looks at each step whether somebody waits for nothing, or longer than anybody may. */
final class WorkloadRun {
    /**
     * How long anybody waits from the moment at which it is its turn. When it is first overtaken it is promised a start, which is the
     * end of a run that has begun, so at most a timeout away; whoever overtakes it has begun before that moment and ends within a timeout
     * of it; and after it nobody overtakes.
     */
    private static final Duration BOUND = Workload.TIMEOUT.multipliedBy(2);

    private record Step(long at, long number, Runnable action) {}

    private final Workload workload;
    private final Scenario scenario = Scenario.unseen();
    private final Instant start = scenario.now();
    private final PriorityQueue<Step> agenda =
            new PriorityQueue<>(Comparator.comparingLong(Step::at).thenComparingLong(Step::number));
    private final Map<String, Integer> takes = new HashMap<>();
    private final Map<String, Instant> postedAt = new HashMap<>();
    private final Map<String, Duration> longestByTenant = new TreeMap<>();
    private final Map<Integer, Integer> absent = new HashMap<>();
    private final Set<String> idle = new HashSet<>();
    private final WorkloadRecord record;
    private int budget;
    private long planned;
    private long steps;
    private @Nullable String next;
    private Instant nextSince = start;

    /**
     * How it went.
     *
     * @param longestByTenant for how long a request of each tenant waited at most
     * @param history what was recorded of it
     */
    record Result(long steps, int served, Map<String, Duration> longestByTenant, History history) {}

    private WorkloadRun(Workload workload) {
        this.workload = workload;
        this.budget = workload.budget();
        this.record = new WorkloadRecord(workload, start);
    }

    /** @throws AssertionError when somebody waited who need not, or longer than anybody may */
    static Result play(Workload workload) {
        return new WorkloadRun(workload).play();
    }

    private Result play() {
        for (int i = 0; i < workload.arrivals().size(); i++) {
            Workload.Arrival arrival = workload.arrivals().get(i);
            String id = "r" + i;
            at(arrival.at(), () -> post(id, arrival));
        }
        workload.budgets().forEach(change -> at(change.at(), () -> budget = change.budget()));
        workload.absences().forEach(absence -> at(absence.at(), () -> leave(absence)));
        for (int worker = 0; worker < workload.workers(); worker++) {
            for (int slot = 0; slot < Workload.SLOTS; slot++) {
                bid(worker + "/" + slot);
            }
        }
        while (!agenda.isEmpty()) {
            step();
        }
        require(postedAt.isEmpty(), "these never started: " + postedAt.keySet());
        return new Result(steps, workload.arrivals().size(), longestByTenant, record.history(scenario.now()));
    }

    private void step() {
        long at = agenda.element().at();
        Instant now = start.plusSeconds(at);
        scenario.passes(Duration.between(scenario.now(), now));
        while (!agenda.isEmpty() && agenda.element().at() == at) {
            agenda.remove().action().run();
            steps++;
        }
        scenario.observed(budget).admit();
        scenario.grants().forEach(this::started);
        look();
    }

    private void at(long seconds, Runnable action) {
        agenda.add(new Step(seconds, planned++, action));
    }

    private long seconds() {
        return Duration.between(start, scenario.now()).toSeconds();
    }

    private void post(String id, Workload.Arrival arrival) {
        takes.put(id, arrival.takes());
        postedAt.put(id, scenario.now());
        scenario.run(new Command.Submit(new SeedRequest(
                id,
                "main",
                "shop",
                arrival.seed(),
                arrival.connections(),
                1,
                Workload.TIMEOUT,
                Map.of(),
                arrival.scheduling(),
                start)));
    }

    private void bid(String slot) {
        String worker = slot.substring(0, slot.indexOf('/'));
        if (absent.getOrDefault(Integer.valueOf(worker), 0) > 0) {
            idle.add(slot);
            return;
        }
        String id = slot + "/" + seconds() + "/" + steps;
        scenario.run(new Command.OpenBid(new BidMessage.Acquire(
                "main", id, new WorkerId("w" + worker, "life"), 0, 100, List.of(), Duration.ofDays(1), null)));
    }

    private void leave(Workload.Absence absence) {
        absent.merge(absence.worker(), 1, Integer::sum);
        for (var bid : Set.copyOf(scenario.ledger().bidsOf("w" + absence.worker()))) {
            scenario.withdraw(bid.id(), bid.worker());
            idle.add(bid.id().substring(0, bid.id().indexOf('/', bid.id().indexOf('/') + 1)));
        }
        at(seconds() + absence.seconds(), () -> comeBack(absence.worker()));
    }

    private void comeBack(int worker) {
        absent.merge(worker, -1, Integer::sum);
        for (String slot : Set.copyOf(idle)) {
            if (slot.startsWith(worker + "/") && absent.getOrDefault(worker, 0) == 0) {
                idle.remove(slot);
                bid(slot);
            }
        }
    }

    private void started(String id) {
        LiveRequest live = scenario.live(id);
        Instant posted = Objects.requireNonNull(postedAt.remove(id));
        longestByTenant.merge(
                live.request().scheduling().tenant(),
                Duration.between(posted, scenario.now()),
                (one, other) -> one.compareTo(other) > 0 ? one : other);
        record.started(live, posted, scenario.now(), Duration.ofSeconds(Objects.requireNonNull(takes.get(id))));
        if (live.phase() instanceof LiveRequest.Phase.Running running) {
            String slot = scenario.token(running.token()).terms().bid();
            at(seconds() + Objects.requireNonNull(takes.get(id)), () -> end(running, slot));
        }
    }

    private void end(LiveRequest.Phase.Running running, String bid) {
        scenario.run(new Command.Release(new TokenRelease(
                "main",
                running.token(),
                new WorkerId(running.worker(), "life"),
                true,
                new SeedOutcome.Succeeded(1, false))));
        bid(bid.substring(0, bid.indexOf('/', bid.indexOf('/') + 1)));
    }

    /** After everything that could be granted was granted. */
    private void look() {
        Optional<LiveRequest> first = Decider.next(scenario.ledger(), scenario.now());
        int free = scenario.ledger().figures().free();
        String id = first.map(LiveRequest::id).orElse(null);
        require(
                first.isEmpty() || first.get().request().connections() > free,
                id + " is next and fits into " + free + ", but was granted nothing");
        if (id == null || !id.equals(next)) {
            next = id;
            nextSince = scenario.now();
        }
        Duration waited = Duration.between(nextSince, scenario.now());
        require(waited.compareTo(BOUND) <= 0, id + " has been next for " + waited + ", longer than " + BOUND);
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError("after " + seconds() + " s: " + otherwise);
        }
    }
}
