package dev.seedgate.admission.loop;

import dev.seedgate.core.command.Command;
import dev.seedgate.protocol.AdmissionCommand;
import dev.seedgate.protocol.BidMessage;
import dev.seedgate.protocol.ClusterObservation;
import dev.seedgate.protocol.Heartbeat;
import dev.seedgate.protocol.InvalidMessageException;
import dev.seedgate.protocol.Json;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.TokenRelease;
import dev.seedgate.protocol.Topic;
import java.time.Instant;

/** Turns an input record into a command for one cluster's ledger. */
final class CommandReader {
    private CommandReader() {}

    /** A command, and the cluster whose ledger it is for. */
    record Addressed(String cluster, Command command) {}

    /**
     * Reads one record.
     *
     * @param appendedAt the ledger's time at which the broker took it
     * @throws InvalidMessageException when it is no message of that topic
     */
    static Addressed read(Topic topic, byte[] value, Instant appendedAt) {
        return switch (topic) {
            case SEED_REQUESTS -> submit(Json.read(value, SeedRequest.class));
            case TOKEN_REQUESTS -> bid(Json.read(value, BidMessage.class));
            case TOKEN_HEARTBEATS -> heartbeat(Json.read(value, Heartbeat.class), appendedAt);
            case TOKEN_RELEASES -> release(Json.read(value, TokenRelease.class));
            case ADMISSION_COMMANDS -> command(Json.read(value, AdmissionCommand.class));
            case CLUSTER_OBSERVATIONS -> observe(Json.read(value, ClusterObservation.class), appendedAt);
            case TOKEN_GRANTS,
                    TOKEN_EVENTS,
                    SEED_STATUS,
                    SEED_LOGS,
                    SEED_REJECTS,
                    SEED_DEAD_LETTERS,
                    ADMISSION_DEAD_LETTERS,
                    ADMISSION_LEDGER -> throw new IllegalArgumentException(topic + " is no input of the ledger loop");
        };
    }

    private static Addressed submit(SeedRequest request) {
        requireSeed(request, "holder");
        return new Addressed(request.cluster(), new Command.Submit(request));
    }

    /** Whoever wants to hold a token themselves must be there to wait for it: their bid comes with their request. */
    private static void requireSeed(SeedRequest request, String field) {
        if (request.hasHolder()) {
            throw new InvalidMessageException(field, "must be absent here; whoever waits sends an `await`");
        }
    }

    private static Addressed bid(BidMessage message) {
        return switch (message) {
            case BidMessage.Acquire acquire -> new Addressed(acquire.cluster(), new Command.OpenBid(acquire));
            case BidMessage.Await await -> new Addressed(await.cluster(), new Command.AwaitToken(await));
            case BidMessage.Withdraw withdraw -> new Addressed(withdraw.cluster(), new Command.WithdrawBid(withdraw));
        };
    }

    private static Addressed heartbeat(Heartbeat message, Instant appendedAt) {
        return switch (message) {
            case Heartbeat.LeaseRenewal renewal ->
                new Addressed(
                        renewal.cluster(),
                        new Command.Renew(
                                renewal.token(),
                                renewal.worker(),
                                renewal.connections(),
                                renewal.sizing(),
                                appendedAt));
            case Heartbeat.Presence presence ->
                new Addressed(presence.cluster(), new Command.Announce(presence.worker()));
        };
    }

    private static Addressed release(TokenRelease release) {
        return new Addressed(release.cluster(), new Command.Release(release));
    }

    private static Addressed command(AdmissionCommand message) {
        return switch (message) {
            case AdmissionCommand.CancelSeed cancel ->
                new Addressed(cancel.cluster(), new Command.Cancel(cancel.request()));
            case AdmissionCommand.RetrySeed retry -> {
                requireSeed(retry.request(), "request.holder");
                yield new Addressed(retry.cluster(), new Command.Retry(retry.id(), retry.request()));
            }
            case AdmissionCommand.HoldCluster hold ->
                new Addressed(hold.cluster(), new Command.HoldCluster(hold.id(), hold.by(), hold.reason()));
            case AdmissionCommand.ResumeCluster resume ->
                new Addressed(resume.cluster(), new Command.ResumeCluster(resume.id(), resume.by()));
            case AdmissionCommand.KillSeeds kill ->
                new Addressed(
                        kill.cluster(),
                        new Command.KillSeeds(kill.id(), kill.by(), kill.reason(), kill.tokens(), kill.hold()));
        };
    }

    private static Addressed observe(ClusterObservation observation, Instant appendedAt) {
        return new Addressed(observation.cluster(), new Command.Observe(observation, appendedAt));
    }
}
