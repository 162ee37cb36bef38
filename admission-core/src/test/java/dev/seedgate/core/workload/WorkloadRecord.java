package dev.seedgate.core.workload;

import dev.seedgate.core.advice.History;
import dev.seedgate.core.advice.History.WorkerSlots;
import dev.seedgate.core.advice.PastRequest;
import dev.seedgate.core.advice.PastRequest.End;
import dev.seedgate.core.advice.PastRequest.Run;
import dev.seedgate.core.advice.ServerMoment;
import dev.seedgate.core.ledger.LiveRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a played workload would have left in the topics. */
final class WorkloadRecord {
    /** A scenario's server keeps so many for itself. */
    private static final int SUPERUSER_RESERVED = 3;

    private final Workload workload;
    private final Instant start;
    private final List<PastRequest> requests = new ArrayList<>();

    WorkloadRecord(Workload workload, Instant start) {
        this.workload = workload;
        this.start = start;
    }

    void started(LiveRequest live, Instant posted, Instant now, Duration takes) {
        requests.add(new PastRequest(
                live.request(),
                posted,
                posted,
                now,
                List.of(new Run(live.request().connections(), takes)),
                End.SUCCEEDED,
                now.plus(takes)));
    }

    History history(Instant end) {
        return new History("main", start, end, requests, server(), workers(), List.of(), List.of());
    }

    private List<ServerMoment> server() {
        List<ServerMoment> moments = new ArrayList<>();
        moments.add(seen(start, workload.budget()));
        workload.budgets().forEach(change -> moments.add(seen(start.plusSeconds(change.at()), change.budget())));
        return moments;
    }

    private static ServerMoment seen(Instant at, int budget) {
        return new ServerMoment.Seen(at, budget + SUPERUSER_RESERVED, SUPERUSER_RESERVED, List.of(), 0);
    }

    private List<WorkerSlots> workers() {
        List<WorkerSlots> moments = new ArrayList<>();
        for (int worker = 0; worker < workload.workers(); worker++) {
            moments.add(new WorkerSlots(start, "w" + worker, Workload.SLOTS));
        }
        for (Workload.Absence absence : workload.absences()) {
            Instant back = start.plusSeconds(absence.at() + absence.seconds());
            moments.add(new WorkerSlots(start.plusSeconds(absence.at()), "w" + absence.worker(), 0));
            if (stillAway(absence) == 0) {
                moments.add(new WorkerSlots(back, "w" + absence.worker(), Workload.SLOTS));
            }
        }
        moments.sort(Comparator.comparing(WorkerSlots::at));
        return moments;
    }

    /** Absences of one worker may overlap; it is back when the last of them is over. */
    private long stillAway(Workload.Absence absence) {
        int end = absence.at() + absence.seconds();
        return workload.absences().stream()
                .filter(other ->
                        other.worker() == absence.worker() && other.at() <= end && other.at() + other.seconds() > end)
                .count();
    }
}
