package dev.seedgate.admission.loop;

import dev.seedgate.admission.ledger.BudgetWords;
import dev.seedgate.core.event.LedgerEvent;
import dev.seedgate.core.ledger.ClusterState;
import dev.seedgate.core.ledger.Ledger;
import dev.seedgate.core.ledger.LiveRequest.Phase;
import dev.seedgate.core.ledger.TokenTerms;
import dev.seedgate.protocol.ClusterObservation.EndedSession;
import dev.seedgate.protocol.TokenEvent;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code token.events} says of an event: one line for people, with the budget after it. Renewals and housekeeping are left
 * out, because a journal that repeats itself every few seconds is read by nobody.
 */
final class Journal {
    private Journal() {}

    /** The line for an event that the ledger has just applied; empty for those that the journal leaves out. */
    static Optional<TokenEvent> line(LedgerEvent event, Ledger ledger) {
        return switch (event) {
            case LedgerEvent.RequestEvent request -> Optional.of(ofRequest(request, ledger));
            case LedgerEvent.LeaseRenewed renewed -> Optional.empty();
            case LedgerEvent.TokenEvent token -> Optional.of(ofToken(token, ledger));
            case LedgerEvent.BidOpened opened ->
                Optional.of(line("bid-opened", opened.bid().worker().name(), null, ledger));
            case LedgerEvent.BidClosed closed ->
                Optional.of(line("bid-closed", closed.bid().worker().name(), closed.why(), ledger));
            case LedgerEvent.BidRenewed renewed -> Optional.empty();
            case LedgerEvent.WorkerSeen seen ->
                Optional.of(line("worker-seen", seen.worker().name(), null, ledger));
            case LedgerEvent.WorkerSuperseded superseded ->
                Optional.of(
                        line("worker-superseded", superseded.worker().name(), "a new process under this name", ledger));
            case LedgerEvent.WorkerForgotten forgotten ->
                Optional.of(line("worker-forgotten", forgotten.name(), null, ledger));
            case LedgerEvent.ServerObserved observed when !observed.news() -> Optional.empty();
            case LedgerEvent.ServerObserved observed ->
                Optional.of(line("budget-observed", null, BudgetWords.of(observed.server()), ledger));
            case LedgerEvent.UseLevelCrossed crossed ->
                Optional.of(line(
                        "use-" + crossed.level().name().toLowerCase(Locale.ROOT), null, describe(crossed), ledger));
            case LedgerEvent.SessionEnded ended ->
                Optional.of(new Line("session-ended")
                        .token(ended.session().token())
                        .detail("pid " + ended.session().pid() + ": "
                                + why(ended.session().cause()))
                        .after(ledger));
            case LedgerEvent.ClusterHeld held ->
                Optional.of(new Line("cluster-held")
                        .by(held.hold().by())
                        .detail(held.hold().reason())
                        .after(ledger));
            case LedgerEvent.ClusterResumed resumed ->
                Optional.of(new Line("cluster-resumed").by(resumed.by()).after(ledger));
            case LedgerEvent.SeedsKilled killed ->
                Optional.of(new Line("seeds-killed")
                        .by(killed.by())
                        .detail(describe(killed))
                        .after(ledger));
            case LedgerEvent.DatabaseUnreachable lost ->
                Optional.of(line("database-unreachable", null, lost.error(), ledger));
            case LedgerEvent.LedgerResumed resumed ->
                Optional.of(line(
                        "ledger-resumed",
                        null,
                        resumed.tokens().size() + " leases were extended by the time without an owner",
                        ledger));
            case LedgerEvent.OutcomeForgotten forgotten -> Optional.empty();
            case LedgerEvent.SeedTimesForgotten forgotten -> Optional.empty();
            case LedgerEvent.TenantCharged charged -> Optional.empty();
            case LedgerEvent.TenantForgotten forgotten -> Optional.empty();
            case LedgerEvent.CancelRemembered remembered ->
                Optional.of(new Line("cancel-remembered")
                        .request(remembered.cancel().request())
                        .detail("the request is not known, or not yet")
                        .after(ledger));
            case LedgerEvent.CancelForgotten forgotten -> Optional.empty();
            case LedgerEvent.RetryForgotten forgotten -> Optional.empty();
        };
    }

    private static TokenEvent ofRequest(LedgerEvent.RequestEvent event, Ledger ledger) {
        Line line = new Line(requestWord(event))
                .request(event.request().id())
                .connections(event.request().request().connections())
                .detail(requestDetail(event));
        if (event.request().phase() instanceof Phase.Running running) {
            line.token(running.token()).worker(running.worker());
        }
        return line.after(ledger);
    }

    private static String requestWord(LedgerEvent.RequestEvent event) {
        return switch (event) {
            case LedgerEvent.RequestQueued queued -> "request-queued";
            case LedgerEvent.RequestRevived revived -> "request-revived";
            case LedgerEvent.RequestRetrying retrying -> "request-retrying";
            case LedgerEvent.RequestEligible eligible -> "request-eligible";
            case LedgerEvent.RequestReturned returned -> "request-returned";
            case LedgerEvent.PredecessorSucceeded succeeded -> "predecessor-succeeded";
            case LedgerEvent.StartPromised promised -> "start-promised";
            case LedgerEvent.CancelRequested asked -> "cancel-requested";
            case LedgerEvent.HoldRequested asked -> "hold-requested";
            case LedgerEvent.PreemptionRequested asked -> "preemption-requested";
            case LedgerEvent.RequestHeld held -> "request-held";
            case LedgerEvent.RequestResumed resumed -> "request-resumed";
            case LedgerEvent.RunRemarked remarked -> "run-remarked";
            case LedgerEvent.RequestSucceeded succeeded -> "request-succeeded";
            case LedgerEvent.RequestDied died -> "request-died";
            case LedgerEvent.RequestCancelled cancelled -> "request-cancelled";
        };
    }

    private static @Nullable String requestDetail(LedgerEvent.RequestEvent event) {
        return switch (event) {
            case LedgerEvent.RequestSucceeded done -> describe(done);
            case LedgerEvent.RequestDied died -> died.error();
            case LedgerEvent.RequestRetrying retrying -> retrying.request().lastError();
            case LedgerEvent.RequestReturned returned -> returned.request().lastError();
            case LedgerEvent.RequestQueued queued -> queued.request().request().seed();
            case LedgerEvent.RequestRevived revived ->
                revived.request().request().seed();
            case LedgerEvent.RequestEligible eligible -> null;
            case LedgerEvent.PredecessorSucceeded succeeded -> null;
            case LedgerEvent.StartPromised promised ->
                promised.request().phase() instanceof Phase.Waiting waiting
                        ? "others overtake it; it starts at " + waiting.promised() + " at the latest, if they keep to"
                                + " what they took before"
                        : null;
            case LedgerEvent.CancelRequested asked -> null;
            case LedgerEvent.HoldRequested asked -> null;
            case LedgerEvent.PreemptionRequested asked -> asked.why();
            case LedgerEvent.RequestHeld held -> null;
            case LedgerEvent.RequestResumed resumed -> null;
            case LedgerEvent.RunRemarked remarked -> remarked.remark();
            case LedgerEvent.RequestCancelled cancelled -> cancelled.request().lastError();
        };
    }

    private static TokenEvent ofToken(LedgerEvent.TokenEvent event, Ledger ledger) {
        TokenTerms terms = event.token().terms();
        return new Line(tokenWord(event))
                .token(terms.id())
                .request(terms.request())
                .worker(terms.holder().name())
                .connections(terms.connections())
                .detail(tokenDetail(event))
                .after(ledger);
    }

    private static @Nullable String tokenDetail(LedgerEvent.TokenEvent event) {
        return switch (event) {
            case LedgerEvent.TokenDrained drained -> drained.token().reason().words();
            case LedgerEvent.ConnectionsAskedBack asked ->
                "others wait: it is to keep " + asked.token().terms().size().kept();
            case LedgerEvent.TokenEvent other -> null;
        };
    }

    private static String tokenWord(LedgerEvent.TokenEvent event) {
        return switch (event) {
            case LedgerEvent.TokenGranted granted -> "token-granted";
            case LedgerEvent.TokenClaimed claimed -> "token-claimed";
            case LedgerEvent.LeaseRenewed renewed -> "lease-renewed";
            case LedgerEvent.TokenGrown grown -> "token-grown";
            case LedgerEvent.ConnectionsAskedBack asked -> "connections-asked-back";
            case LedgerEvent.ConnectionsReturned returned -> "connections-returned";
            case LedgerEvent.TokenSuspected suspected -> "token-suspected";
            case LedgerEvent.TokenDrained drained -> "token-drained";
            case LedgerEvent.TokenReleased released -> "token-released";
            case LedgerEvent.TokenReclaimed reclaimed -> "token-reclaimed";
        };
    }

    private static String describe(LedgerEvent.RequestSucceeded done) {
        if (done.alreadyApplied()) {
            return "an earlier delivery had already applied it";
        }
        return done.skipped() == null
                ? done.rows() + " rows" + (done.rejected() == 0 ? "" : ", " + done.rejected() + " rejected")
                : "skipped: " + done.skipped().words();
    }

    private static String describe(LedgerEvent.UseLevelCrossed crossed) {
        return crossed.used() + " of " + crossed.maxConnections() + " connections of the whole server are in use";
    }

    private static String describe(LedgerEvent.SeedsKilled killed) {
        String tokens = killed.tokens().isEmpty() ? "no token was charged" : String.join(", ", killed.tokens());
        return killed.reason().isBlank() ? tokens : tokens + ": " + killed.reason();
    }

    private static String why(EndedSession.Cause cause) {
        return switch (cause) {
            case DRAINED -> "its token is being taken back";
            case ORPHANED -> "its token is over and nobody holds it";
            case OVERDRAWN -> "its token has more sessions than it is worth";
        };
    }

    private static TokenEvent line(String word, @Nullable String worker, @Nullable String detail, Ledger ledger) {
        return new Line(word).worker(worker).detail(detail).after(ledger);
    }

    /** A line in the making. */
    private static final class Line {
        private final String event;
        private @Nullable String token;
        private @Nullable String request;
        private @Nullable String worker;
        private @Nullable Integer connections;
        private @Nullable String by;
        private @Nullable String detail;

        Line(String event) {
            this.event = event;
        }

        Line token(String id) {
            token = id;
            return this;
        }

        Line request(String id) {
            request = id;
            return this;
        }

        Line worker(@Nullable String name) {
            worker = name;
            return this;
        }

        Line connections(int worth) {
            connections = worth;
            return this;
        }

        Line by(String who) {
            by = who;
            return this;
        }

        Line detail(@Nullable String words) {
            detail = words;
            return this;
        }

        TokenEvent after(Ledger ledger) {
            ClusterState state = ledger.state();
            return new TokenEvent(
                    ledger.cluster(),
                    state.revision(),
                    state.time(),
                    event,
                    token,
                    request,
                    worker,
                    connections,
                    by,
                    detail,
                    ledger.figures());
        }
    }
}
