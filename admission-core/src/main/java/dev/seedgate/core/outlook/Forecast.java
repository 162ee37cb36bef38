package dev.seedgate.core.outlook;

import dev.seedgate.core.command.Command;
import dev.seedgate.core.decide.Decider;
import dev.seedgate.core.decide.Decision;
import dev.seedgate.core.event.LedgerEvent;
import dev.seedgate.core.ledger.ClusterState;
import dev.seedgate.core.ledger.Ledger;
import dev.seedgate.core.ledger.LiveRequest;
import dev.seedgate.core.ledger.Size;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.core.ledger.TokenTerms;
import dev.seedgate.protocol.BidMessage;
import dev.seedgate.protocol.SeedOutcome;
import dev.seedgate.protocol.TokenRelease;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * When each of the requests that wait will start, if every run ends when it is expected to, every worker stays and takes as much as
 * before, the budget stays as it is, and nobody comes. The rules are not written down a second time: a copy of the ledger decides,
 * with time running as fast as it can.
 */
public final class Forecast {
    /** Nobody's place in the far future is worth more computing. */
    public static final Duration HORIZON = Duration.ofDays(2);

    private static final Duration STAYS = HORIZON.plusDays(1);
    private static final SeedOutcome DONE = new SeedOutcome.Succeeded(0, false);
    private static final SeedOutcome LOST = new SeedOutcome.GivenBack("its token was taken back");

    /** What is assumed of runs. */
    public enum Pace {
        /** Each takes as long as it usually does. */
        EXPECTED,
        /** Each takes as long as the longest that was seen. */
        SLOWEST
    }

    private record End(Instant at, Token token) {}

    private final Pace pace;
    private final Ledger scratch;
    private final Map<String, Instant> starts = new LinkedHashMap<>();
    private final PriorityQueue<End> ends = new PriorityQueue<>(Comparator.comparing(End::at)
            .thenComparing(end -> end.token().terms().fence()));
    private final PriorityQueue<LiveRequest> postponed = new PriorityQueue<>(
            Comparator.comparing((LiveRequest live) -> Forecast.returnsAt(live)).thenComparing(LiveRequest::id));
    private final Queue<Token> askedBack = new ArrayDeque<>();
    private Instant now;
    private int bids;

    private Forecast(Ledger ledger, Collection<LiveRequest> waiting, Instant now, Pace pace) {
        this.pace = pace;
        this.now = now.isBefore(ledger.state().time()) ? ledger.state().time() : now;
        this.scratch = new Ledger(ledger.cluster(), ledger.policy(), ledger.reservations(), this.now);
        copy(ledger, waiting);
    }

    /**
     * The expected starts, in their order; whoever is missing starts after the horizon, or not without something that nobody can
     * foresee. A cluster that is held or whose database is away counts as if it went on now.
     *
     * @param ledger is only read
     * @param waiting those of its requests that are of interest: the first in line, not necessarily all
     */
    public static Map<String, Instant> of(Ledger ledger, Collection<LiveRequest> waiting, Instant now, Pace pace) {
        if (ledger.state().server() == null) {
            return Map.of();
        }
        var forecast = new Forecast(ledger, waiting, now, pace);
        forecast.run(waiting.size());
        return Collections.unmodifiableMap(forecast.starts);
    }

    private void copy(Ledger ledger, Collection<LiveRequest> waiting) {
        scratch.restore(ledger.state());
        ledger.bids().forEach(scratch::restore);
        for (Token token : ledger.tokens()) {
            scratch.restore(token);
            ledger.request(token.terms().request()).ifPresent(scratch::restore);
            ends.add(new End(end(token), token));
            if (token instanceof Token.Live && token.terms().size().askedBack() > 0) {
                askedBack.add(token);
            }
        }
        for (LiveRequest live : waiting) {
            scratch.restore(live);
            ledger.tenantUse(live.tenant()).ifPresent(scratch::restore);
            if (live.returnsAt() != null) {
                postponed.add(live);
            }
        }
    }

    private void run(int waiting) {
        Instant horizon = now.plus(HORIZON);
        boolean goesOn = true;
        while (goesOn && starts.size() < waiting && !now.isAfter(horizon)) {
            admit();
            goesOn = next();
        }
    }

    /** What runs are asked for they give back at once, as far as anybody can tell. */
    private void admit() {
        scratch.restore(asSeenNow(scratch.state()));
        decide(new Command.Admit());
        while (!askedBack.isEmpty()) {
            Token token = askedBack.remove();
            Size size = token.terms().size();
            decide(new Command.Renew(token.terms().id(), token.terms().holder(), size.kept(), size.sizing(), now));
            if (askedBack.isEmpty()) {
                decide(new Command.Admit());
            }
        }
    }

    /** The server as it was last seen, as if that were now. */
    private ClusterState asSeenNow(ClusterState state) {
        return Optional.ofNullable(state.server())
                .map(server -> state.withServer(server.seenAt(now)).withHold(null))
                .orElse(state);
    }

    /** Goes to the next moment at which something happens; false where nothing will. */
    private boolean next() {
        Optional<Instant> end = Optional.ofNullable(ends.peek()).map(End::at);
        Optional<Instant> back = Optional.ofNullable(postponed.peek()).map(Forecast::returnsAt);
        Optional<Instant> next =
                end.map(at -> back.filter(at::isAfter).orElse(at)).or(() -> back);
        next.ifPresent(at -> {
            now = at.isAfter(now) ? at : now;
            while (!ends.isEmpty() && !ends.peek().at().isAfter(now)) {
                end(ends.remove());
            }
            while (!postponed.isEmpty() && !returnsAt(postponed.peek()).isAfter(now)) {
                apply(new LedgerEvent.RequestEligible(postponed.remove().in(new LiveRequest.Phase.Waiting())));
            }
        });
        return next.isPresent();
    }

    /** Its slots come back, and its worker, if it has one, waits again. */
    private void end(End end) {
        Optional<Token> found = scratch.token(end.token().terms().id())
                .filter(token -> token instanceof Token.Draining == end.token() instanceof Token.Draining);
        if (found.isEmpty()) {
            return; // it was stopped for others, and ends otherwise
        }
        Token token = found.get();
        SeedOutcome outcome = token instanceof Token.Draining ? LOST : DONE;
        String id = token.terms().id();
        decide(new Command.Release(
                new TokenRelease(scratch.cluster(), id, token.terms().holder(), true, outcome)));
        bidAgain(token.terms());
    }

    private void bidAgain(TokenTerms terms) {
        if (terms.replyPartition() == null) {
            return; // no worker held it
        }
        decide(new Command.OpenBid(new BidMessage.Acquire(
                scratch.cluster(),
                "again-" + ++bids,
                terms.holder(),
                terms.replyPartition(),
                terms.offer().maxConnections(),
                terms.offer().labels(),
                STAYS,
                terms.verifier())));
    }

    private void decide(Command command) {
        Decision decision = Decider.decide(command, scratch, now);
        decision.events().forEach(this::apply);
    }

    private void apply(LedgerEvent event) {
        scratch.apply(event, now);
        if (event instanceof LedgerEvent.TokenGranted granted) {
            starts.putIfAbsent(granted.request().id(), now);
            ends.add(new End(end(granted.token()), granted.token()));
        }
        if (event instanceof LedgerEvent.ConnectionsAskedBack asked) {
            askedBack.add(asked.token());
        }
        if (event instanceof LedgerEvent.TokenDrained drained) {
            ends.add(new End(end(drained.token()), drained.token()));
        }
        if (event instanceof LedgerEvent.RequestEvent changed
                && changed.request().returnsAt() != null) {
            postponed.add(changed.request());
        }
    }

    private Instant end(Token token) {
        Instant granted = token.terms().grantedAt();
        return switch (token) {
            case Token.Draining draining -> now.plus(scratch.policy().drainGrace());
            case Token.Live live ->
                scratch.request(token.terms().request())
                        .map(request -> pace == Pace.EXPECTED
                                ? request.expectedEnd(granted, now)
                                : request.latestEnd(granted, now))
                        .orElse(now);
        };
    }

    private static Instant returnsAt(LiveRequest live) {
        return Optional.ofNullable(live.returnsAt()).orElse(Instant.MAX);
    }
}
