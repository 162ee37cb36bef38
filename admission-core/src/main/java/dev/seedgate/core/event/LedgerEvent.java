package dev.seedgate.core.event;

import dev.seedgate.core.ledger.Bid;
import dev.seedgate.core.ledger.Hold;
import dev.seedgate.core.ledger.LiveRequest;
import dev.seedgate.core.ledger.Outcome;
import dev.seedgate.core.ledger.RememberedCancel;
import dev.seedgate.core.ledger.RememberedRetry;
import dev.seedgate.core.ledger.SeedTimes;
import dev.seedgate.core.ledger.ServerView;
import dev.seedgate.core.ledger.TenantUse;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.core.ledger.UseLevel;
import dev.seedgate.core.ledger.Worker;
import dev.seedgate.protocol.ClusterObservation.EndedSession;
import dev.seedgate.protocol.SkipReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that can happen to a ledger. */
public sealed interface LedgerEvent {
    /** Events of requests. {@code request} is as it is after the event, or as it was last where it is finished. */
    sealed interface RequestEvent extends LedgerEvent {
        LiveRequest request();
    }

    /** A request entered the queue. */
    record RequestQueued(LiveRequest request) implements RequestEvent {}

    /** A request that had ended without effect is back in the queue, at its end. */
    record RequestRevived(LiveRequest request, RememberedRetry retry) implements RequestEvent {}

    /** A run failed; the next one comes after the back-off. */
    record RequestRetrying(LiveRequest request) implements RequestEvent {}

    /** What a request waited for by itself is over: a back-off, its earliest start, or the last of its predecessors. */
    record RequestEligible(LiveRequest request) implements RequestEvent {}

    /**
     * A run ended without the seed being at fault; the request is back in its old place of the queue, or will be after a short
     * back-off.
     */
    record RequestReturned(LiveRequest request) implements RequestEvent {}

    /** A predecessor has succeeded; the request still waits for others. */
    record PredecessorSucceeded(LiveRequest request) implements RequestEvent {}

    /** A request that does not fit is overtaken by others that do; it was told when it will start at the latest. */
    record StartPromised(LiveRequest request) implements RequestEvent {}

    /** A running request was asked to stop for good. */
    record CancelRequested(LiveRequest request) implements RequestEvent {}

    /**
     * A running request was asked to stop, and to wait until somebody resumes the cluster.
     *
     * @param by who asked
     */
    record HoldRequested(LiveRequest request, String by) implements RequestEvent {}

    /**
     * A running request was asked to stop and to go back into the queue.
     *
     * @param why for whom it makes room
     */
    record PreemptionRequested(LiveRequest request, String why) implements RequestEvent {}

    /** A request that was asked to stop has stopped; it waits until somebody resumes the cluster. */
    record RequestHeld(LiveRequest request) implements RequestEvent {}

    /** A held request is back in its old place of the queue, or will be as soon as it has stopped. */
    record RequestResumed(LiveRequest request) implements RequestEvent {}

    /** Something befell a run that will explain its failure. */
    record RunRemarked(LiveRequest request, String remark) implements RequestEvent {}

    /** A request ended; it leaves the ledger. */
    sealed interface RequestFinished extends RequestEvent {
        Outcome outcome();
    }

    /**
     * The request's effect is committed.
     *
     * @param rejected how many rows of its feeds were put aside, as far as its worker said
     * @param skipped why it did nothing; null where it did something
     * @param times what is known of its seed from now on; null where the run did not do the work, or its end was not seen
     */
    record RequestSucceeded(
            LiveRequest request,
            Outcome outcome,
            long rows,
            boolean alreadyApplied,
            long rejected,
            @Nullable SkipReason skipped,
            @Nullable SeedTimes times)
            implements RequestFinished {}

    /** The request failed for good. */
    record RequestDied(LiveRequest request, Outcome outcome, String error) implements RequestFinished {}

    /**
     * The request was cancelled and left nothing behind.
     *
     * @param becauseOf the request that it was to run after and whose end is the reason; null where somebody asked for it
     */
    record RequestCancelled(
            LiveRequest request, Outcome outcome, @Nullable String becauseOf) implements RequestFinished {}

    /** An ended request's id is forgotten. */
    record OutcomeForgotten(String request) implements LedgerEvent {}

    /** A seed has not run for so long that nothing is expected of it any more. */
    record SeedTimesForgotten(SeedTimes times) implements LedgerEvent {}

    /** A run has ended, and its tenant has used so much. */
    record TenantCharged(TenantUse use) implements LedgerEvent {}

    /** What a tenant used is so long ago that it makes no difference any more. */
    record TenantForgotten(TenantUse use) implements LedgerEvent {}

    /** A cancel came before its request. */
    record CancelRemembered(RememberedCancel cancel) implements LedgerEvent {}

    /** A remembered cancel met its request, or was kept long enough. */
    record CancelForgotten(String request) implements LedgerEvent {}

    /** A request's last retries were kept long enough. */
    record RetryForgotten(String request) implements LedgerEvent {}

    /** Events of bids. {@code bid} is as it is after the event, or as it was last where it is gone. */
    sealed interface BidEvent extends LedgerEvent {
        Bid bid();
    }

    /** A worker waits. */
    record BidOpened(Bid bid) implements BidEvent {}

    /** A worker still waits. */
    record BidRenewed(Bid bid) implements BidEvent {}

    /** A worker no longer waits: it said so, or fell silent. */
    record BidClosed(Bid bid, String why) implements BidEvent {}

    /** Events of tokens. {@code token} is as it is after the event, or as it was last where it is gone. */
    sealed interface TokenEvent extends LedgerEvent {
        Token token();
    }

    /** A bid and a request met: the bid is gone, the request runs. */
    record TokenGranted(Token.Granted token, LiveRequest request, Bid bid) implements TokenEvent {}

    /** The first renewal arrived. */
    record TokenClaimed(Token.Active token) implements TokenEvent {}

    /** A further renewal arrived. */
    record LeaseRenewed(Token.Live token) implements TokenEvent {}

    /** Connections that nobody waited for were given to a run that can use them. */
    record TokenGrown(Token.Live token) implements TokenEvent {}

    /** Somebody needs connections that a run has beyond its least; it is charged for them until it has given them back. */
    record ConnectionsAskedBack(Token.Live token) implements TokenEvent {}

    /** A run has closed some of its connections for good; their slots are free. */
    record ConnectionsReturned(Token.Live token) implements TokenEvent {}

    /** A renewal is late. */
    record TokenSuspected(Token.Suspect token) implements TokenEvent {}

    /**
     * The token is being taken back; its slots are still charged. Once more where its holder was asked to stop, did not answer, and has
     * now ended by itself: from then on absence can be proved.
     */
    record TokenDrained(Token.Draining token) implements TokenEvent {}

    /** The holder gave it back with proof; its slots are free. */
    record TokenReleased(Token token) implements TokenEvent {}

    /** PostgreSQL showed none of its sessions; its slots are free. */
    record TokenReclaimed(Token.Draining token) implements TokenEvent {}

    /** Events of workers that are known after it. */
    sealed interface WorkerEvent extends LedgerEvent {
        Worker worker();
    }

    /** A worker was seen for the first time, or seen again after a while. */
    record WorkerSeen(Worker worker) implements WorkerEvent {}

    /** A new process came up under a known name. */
    record WorkerSuperseded(Worker worker) implements WorkerEvent {}

    /** A worker was silent for long and held nothing. */
    record WorkerForgotten(String name) implements LedgerEvent {}

    /**
     * PostgreSQL was seen.
     *
     * @param news whether it is in another state than before
     */
    record ServerObserved(ServerView server, boolean news) implements LedgerEvent {}

    /** The use of the whole server rose to a level that is worth a warning, or fell from it. */
    record UseLevelCrossed(UseLevel level, int used, int maxConnections) implements LedgerEvent {}

    /** The agent had the server end a session. */
    record SessionEnded(EndedSession session) implements LedgerEvent {}

    /** An operator did something; the act's id is remembered. */
    sealed interface OperatorActed extends LedgerEvent {
        String act();
    }

    /** Somebody stopped the granting. */
    record ClusterHeld(String act, Hold hold) implements OperatorActed {}

    /** Somebody let the granting go on. */
    record ClusterResumed(String act, String by) implements OperatorActed {}

    /**
     * Somebody had tokens taken back at once.
     *
     * @param tokens which were
     */
    record SeedsKilled(String act, String by, String reason, List<String> tokens) implements OperatorActed {
        public SeedsKilled {
            tokens = List.copyOf(tokens);
        }
    }

    /** PostgreSQL could not be seen. */
    record DatabaseUnreachable(String error) implements LedgerEvent {}

    /**
     * A new owner took over after nobody had decided for a while.
     *
     * @param tokens live ones, with that time added to what they have left
     * @param bids likewise
     */
    record LedgerResumed(List<Token.Live> tokens, List<Bid> bids) implements LedgerEvent {
        public LedgerResumed {
            tokens = List.copyOf(tokens);
            bids = List.copyOf(bids);
        }
    }
}
