package dev.seedgate.admission.advice;

import dev.seedgate.core.advice.History.HoldMoment;
import dev.seedgate.core.advice.History.WorkerSlots;
import dev.seedgate.core.advice.ServerMoment;
import dev.seedgate.protocol.TokenEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One cluster's journal, as far as it says who waited, who ran, and under which circumstances; a little of each line. */
final class JournalRecord {
    private final Map<String, RequestLife> requests = new TreeMap<>();
    private final Map<String, WorkerLife> workers = new TreeMap<>();
    private final List<HoldMoment> holds = new ArrayList<>();
    private final ServerLife server;
    private final int most;
    private @Nullable Instant beginning;

    /**
     * Nothing yet.
     *
     * @param headroom slots that stay free besides what is reserved
     * @param most how many requests it takes
     */
    JournalRecord(int headroom, int most) {
        this.server = new ServerLife(headroom);
        this.most = most;
    }

    /** @throws NoAdviceException when it names more requests than are taken */
    void line(TokenEvent line) {
        if (beginning == null) {
            beginning = line.at();
        }
        server.line(line);
        switch (line.event()) {
            case "cluster-held" -> holds.add(new HoldMoment(line.at(), true));
            case "cluster-resumed" -> holds.add(new HoldMoment(line.at(), false));
            default -> {} // neither stops nor starts anything
        }
        if (line.request() != null) {
            requests.computeIfAbsent(line.request(), id -> new RequestLife()).line(line);
            requireRoom();
        }
        if (line.worker() != null) {
            workers.computeIfAbsent(line.worker(), name -> new WorkerLife(name, line))
                    .line(line);
        }
    }

    private void requireRoom() {
        if (requests.size() > most) {
            throw NoAdviceException.tooMuch(most);
        }
    }

    /** Where it begins; empty where there is none. */
    Optional<Instant> beginning() {
        return Optional.ofNullable(beginning);
    }

    /** What it says of a request; nothing where it does not name it. */
    RequestLife request(String id) {
        return requests.getOrDefault(id, new RequestLife());
    }

    boolean sawTheServer() {
        return server.wasSeen();
    }

    List<ServerMoment> server() {
        return server.moments();
    }

    List<HoldMoment> holds() {
        return List.copyOf(holds);
    }

    /**
     * In order of time.
     *
     * @param holders names of those who waited for tokens of their own, who are no workers
     */
    List<WorkerSlots> workers(Set<String> holders, Instant to) {
        Instant first = beginning == null ? to : beginning;
        return workers.entrySet().stream()
                .filter(worker -> !holders.contains(worker.getKey()))
                .flatMap(worker -> worker.getValue().moments(first, to).stream())
                .sorted(Comparator.comparing(WorkerSlots::at))
                .toList();
    }
}
