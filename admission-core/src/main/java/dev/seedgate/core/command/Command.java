package dev.seedgate.core.command;

import dev.seedgate.protocol.BidMessage;
import dev.seedgate.protocol.ClusterObservation;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.TokenRelease;
import dev.seedgate.protocol.WorkerId;
import java.time.Instant;
import java.util.List;

/** Everything that can be asked of a ledger. */
public sealed interface Command {
    /** A request was accepted. The same id again is the same request and changes nothing. */
    record Submit(SeedRequest request) implements Command {}

    /** A waiting or running request is to end, or one that is still to come. */
    record Cancel(String request) implements Command {}

    /**
     * A request that failed for good, or was cancelled, is to be queued again.
     *
     * @param id of the act; read a second time for the same request it does nothing
     * @param request as it was accepted, but for predecessors that have succeeded: the ledger keeps none that are finished
     */
    record Retry(String id, SeedRequest request) implements Command {}

    /** What operators do. Each act has an id: read a second time it does nothing. */
    sealed interface OperatorAct extends Command {
        String id();

        String by();
    }

    /** Somebody stops the granting. */
    record HoldCluster(String id, String by, String reason) implements OperatorAct {}

    /** Somebody lets the granting go on. */
    record ResumeCluster(String id, String by) implements OperatorAct {}

    /**
     * Somebody has tokens taken back at once.
     *
     * @param tokens which; empty for all that are charged now
     * @param hold to stop granting as well
     */
    record KillSeeds(String id, String by, String reason, List<String> tokens, boolean hold) implements OperatorAct {
        public KillSeeds {
            tokens = List.copyOf(tokens);
        }
    }

    /** A worker has a free slot, or still has it. */
    record OpenBid(BidMessage.Acquire bid) implements Command {}

    /** Somebody waits for a token of their own, or still does. */
    record AwaitToken(BidMessage.Await await) implements Command {}

    /** A worker, or whoever waits for a token of their own, no longer waits. */
    record WithdrawBid(BidMessage.Withdraw bid) implements Command {}

    /**
     * A holder renewed its lease.
     *
     * @param connections how many the holder has or may open from now on
     * @param sizing the last resize that it knows of
     * @param appendedAt the ledger's time at which the broker took the renewal; the lease is counted from it
     */
    record Renew(String token, WorkerId worker, int connections, int sizing, Instant appendedAt) implements Command {}

    /** A worker's process started, or is still there. */
    record Announce(WorkerId worker) implements Command {}

    /** A holder gave its token back. */
    record Release(TokenRelease release) implements Command {}

    /**
     * The agent looked at PostgreSQL, or tried to.
     *
     * @param appendedAt the ledger's time at which the broker took the observation; its age is counted from it
     */
    record Observe(ClusterObservation observation, Instant appendedAt) implements Command {}

    /** Time has passed. Only given when everything that was sent up to then has been decided. */
    record Tick() implements Command {}

    /** Match what waits with what is free. Given once behind every batch. */
    record Admit() implements Command {}

    /**
     * A new owner took the ledger over: leases get the time added that passed since {@link
     * dev.seedgate.core.ledger.ClusterState#time}, so that nobody is punished for a failover.
     */
    record Resume() implements Command {}
}
