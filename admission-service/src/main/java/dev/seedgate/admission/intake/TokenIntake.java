package dev.seedgate.admission.intake;

import dev.seedgate.admission.readmodel.ReadModel;
import dev.seedgate.protocol.BidMessage;
import dev.seedgate.protocol.Heartbeat;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.TokenRelease;
import dev.seedgate.protocol.Topic;
import dev.seedgate.protocol.WorkerId;
import dev.seedgate.telemetry.TraceContext;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes what those post who want to hold tokens themselves, and says to the ledger what they say. What is written is on the broker when a
 * method returns; all throw {@link NotWrittenException} where it did not take it in time.
 */
public final class TokenIntake {
    private final TokenRequests requests;
    private final KnownRequests known;
    private final RequestWriter writer;
    private final ReadModel readModel;

    TokenIntake(TokenRequests requests, KnownRequests known, RequestWriter writer, ReadModel readModel) {
        this.requests = requests;
        this.known = known;
        this.writer = writer;
        this.readModel = readModel;
    }

    /**
     * What somebody posted who wants to hold a token.
     *
     * @param keepsPlace whether they may post again to go on waiting
     */
    public record Post(
            SeedRequest request,
            Duration waitFor,
            boolean keepsPlace,
            @Nullable String password) {}

    /**
     * Checks a post; accepts nothing yet.
     *
     * @param key the client's name for this post; null when it has none
     * @param incarnation of the holder
     * @throws RefusedException when it can never be granted, or the key stands for another token
     */
    public Post checked(PostedToken posted, @Nullable String key, String incarnation) {
        SeedRequest request = requests.request(posted, key, incarnation).tracedAs(TraceContext.current());
        if (key != null) {
            known.requireSameToken(request, key);
        }
        boolean keepsPlace = posted.keepPlace() == null || posted.keepPlace();
        return new Post(request, TokenRequests.waitFor(posted), keepsPlace, TokenRequests.password(posted));
    }

    /** Puts somebody in line, or keeps their place. */
    public void await(BidMessage.Await await) throws NotWrittenException, InterruptedException {
        write(Topic.TOKEN_REQUESTS, await.cluster(), await);
    }

    /** Takes somebody out of the line. */
    public void withdraw(SeedRequest request) throws NotWrittenException, InterruptedException {
        WorkerId holder = Objects.requireNonNull(request.holder(), "only a holder can withdraw");
        write(
                Topic.TOKEN_REQUESTS,
                request.cluster(),
                new BidMessage.Withdraw(request.cluster(), request.id(), holder));
    }

    /** Renews a token's lease. */
    public void renew(Heartbeat.LeaseRenewal renewal) throws NotWrittenException, InterruptedException {
        write(Topic.TOKEN_HEARTBEATS, renewal.cluster(), renewal);
    }

    /** Gives a token back. */
    public void release(TokenRelease release) throws NotWrittenException, InterruptedException {
        write(Topic.TOKEN_RELEASES, release.cluster(), release);
    }

    private void write(Topic topic, String cluster, Object message) throws NotWrittenException, InterruptedException {
        writer.write(List.of(new Message(topic, cluster, message)));
        readModel.noteWrite();
    }
}
