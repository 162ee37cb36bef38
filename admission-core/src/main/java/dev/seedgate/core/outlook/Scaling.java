package dev.seedgate.core.outlook;

import dev.seedgate.core.ledger.ClusterState;
import dev.seedgate.core.ledger.Ledger;
import dev.seedgate.core.ledger.LiveRequest;
import dev.seedgate.core.ledger.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How many seeds of one cluster could run at once, now and soon, if there were workers enough; and so how many workers would be of use.
 * That is what the scheduler would let run under the budget, however many wait: a worker beyond it could only wait as well.
 *
 * <p>Only seeds count. A token that somebody holds themselves needs no worker; what it is charged is not there for seeds.
 *
 * @param busy names of the workers that run something
 * @param running seeds that run
 * @param startableNow seeds that wait and would start now
 * @param startableSoon further seeds that would start within the time that was looked ahead
 * @param seeds that run at once at the fullest moment of that time; never fewer than {@code running}
 * @param feeds how many at once the budget could feed at most, if all were as small as the smallest of those that run or wait; 0 where
 *     there is none. {@code seeds} is never more than this, but where as many run already
 */
public record Scaling(SortedSet<String> busy, int running, int startableNow, int startableSoon, int seeds, int feeds) {
    public Scaling {
        busy = Collections.unmodifiableSortedSet(new TreeSet<>(busy));
    }

    /**
     * What is asked.
     *
     * @param within how far to look ahead: as long as a new worker takes to come
     */
    public record Question(WorkerKind kind, Duration within) {
        public Question {
            if (within.isNegative()) {
                throw new IllegalArgumentException("within must not be negative, got: " + within);
            }
        }
    }

    /**
     * Answers it for one cluster. While nothing is granted there (it is held, or its database is away), nothing is startable.
     *
     * @param ledger is only read
     * @param waiting those of its requests that could start soon: the first in line, not necessarily all
     */
    public static Scaling of(Ledger ledger, Collection<LiveRequest> waiting, Instant now, Question question) {
        int feeds = feeds(ledger, waiting, question.kind());
        SortedSet<String> busy = new TreeSet<>();
        int running = 0;
        for (Token token : ledger.tokens()) {
            if (WorkersPresent.isOnWorkerOf(question.kind(), token.terms())) {
                busy.add(token.terms().holder().name());
                running++;
            }
        }
        if (!isGranting(ledger.state())) {
            return new Scaling(busy, running, 0, 0, running, feeds);
        }
        var demand = new Demand(ledger, waiting, now, question);
        demand.run();
        return new Scaling(busy, running, demand.startableNow(), demand.startableSoon(), demand.most(), feeds);
    }

    private static boolean isGranting(ClusterState state) {
        return state.server() != null && state.unreachable() == null && state.hold() == null;
    }

    private static int feeds(Ledger ledger, Collection<LiveRequest> waiting, WorkerKind kind) {
        IntStream running = ledger.tokens().stream()
                .map(Token::terms)
                .filter(terms -> WorkersPresent.isOnWorkerOf(kind, terms))
                .mapToInt(terms -> terms.size().least());
        IntStream wanted = waiting.stream()
                .map(LiveRequest::request)
                .filter(request -> !request.hasHolder()
                        && kind.includes(request.scheduling().labels()))
                .mapToInt(request -> request.connections());
        int budget = Math.max(0, ledger.figures().budget());
        return IntStream.concat(running, wanted).min().stream()
                .map(smallest -> budget / smallest)
                .findFirst()
                .orElse(0);
    }

    /**
     * How many workers would be of use that serve all these clusters: never fewer than are busy, and beyond that no more than it takes to
     * run what could run at once.
     *
     * @param slots how many seeds a worker runs at once, for each cluster; positive
     */
    public static int workers(Collection<Scaling> clusters, int slots) {
        if (slots < 1) {
            throw new IllegalArgumentException("slots must be positive, got: " + slots);
        }
        long busy = clusters.stream()
                .flatMap(cluster -> cluster.busy().stream())
                .distinct()
                .count();
        long needed = clusters.stream()
                .mapToLong(cluster -> Math.ceilDiv(cluster.seeds(), slots))
                .max()
                .orElse(0);
        return Math.toIntExact(Math.max(busy, needed));
    }

    /** The same for this cluster alone. */
    public int workers(int slots) {
        return workers(Stream.of(this).toList(), slots);
    }
}
