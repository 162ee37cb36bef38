package dev.seedgate.admission.tokens;

import dev.seedgate.admission.intake.NotWrittenException;
import dev.seedgate.admission.intake.TokenIntake;
import dev.seedgate.admission.readmodel.ReadModel;
import dev.seedgate.admission.readmodel.SeedEntry;
import dev.seedgate.admission.readmodel.Waiting;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.protocol.BidMessage;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.StatusMessage.SeedStatus;
import dev.seedgate.protocol.password.TokenPassword;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Somebody waits for a token. Their place is kept as long as they are there, and for a moment after, so that they can ask again. */
final class TokenWait {
    /** How long a place is kept for somebody who was not heard of. */
    static final Duration PLACE_KEPT = Duration.ofSeconds(15);

    private static final Duration RENEWAL = Duration.ofSeconds(5);
    /** After which somebody who has gone is missed. */
    private static final Duration LOOK = Duration.ofMillis(250);
    /** How long the ledger may take to say what became of a place that was given up. */
    private static final Duration DECISION = Duration.ofSeconds(5);

    private final TokenOrder order;
    private final TokenIntake intake;
    private final ReadModel readModel;
    private final BooleanSupplier isGone;
    private final BidMessage.Await await;
    private final long end;
    private long nextSign = System.nanoTime();

    /** @param isGone whether whoever waits has left */
    TokenWait(TokenOrder order, TokenIntake intake, ReadModel readModel, BooleanSupplier isGone) {
        this.order = order;
        this.intake = intake;
        this.readModel = readModel;
        this.isGone = isGone;
        this.end = System.nanoTime() + order.waitFor().toNanos();
        this.await = new BidMessage.Await(
                order.request(), PLACE_KEPT, TokenPassword.of(order.password()).verifier());
    }

    /**
     * The token, as soon as it is granted; also one that was granted while its place was being given up.
     *
     * @throws NoTokenInTimeException when it was not in time
     * @throws TokenLostException when there will be none: somebody called it off, or the token has come and gone
     */
    Token await() throws NotWrittenException, NoTokenInTimeException, TokenLostException, InterruptedException {
        while (true) {
            Optional<Token> token = readModel.tokenOf(order.request());
            if (token.isPresent()) {
                return token.get();
            }
            requireUnfinished();
            if (isGone.getAsBoolean()) {
                return leave(new NoTokenInTimeException("whoever waited has gone", null));
            }
            keepPlace();
            if (System.nanoTime() - end >= 0) {
                return endOfWait(tooLate());
            }
            var unused = readModel.await(this::hasNews, nextLook());
        }
    }

    private Token endOfWait(NoTokenInTimeException why)
            throws NotWrittenException, NoTokenInTimeException, InterruptedException {
        if (order.keepsPlace()) {
            throw why;
        }
        return leave(why);
    }

    /**
     * Gives the place up. The ledger may have granted it before it reads that: nobody else can have that token, and until its claim
     * time is over nobody else has its slots.
     */
    private Token leave(NoTokenInTimeException why)
            throws NotWrittenException, NoTokenInTimeException, InterruptedException {
        intake.withdraw(order.request());
        var unused = readModel.await(this::hasNews, DECISION);
        return readModel.tokenOf(order.request()).orElseThrow(() -> why);
    }

    private void keepPlace() throws NotWrittenException, InterruptedException {
        if (System.nanoTime() - nextSign >= 0) {
            intake.await(await);
            nextSign = System.nanoTime() + RENEWAL.toNanos();
        }
    }

    private Duration nextLook() {
        Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
        return left.compareTo(LOOK) < 0 ? left : LOOK;
    }

    private boolean hasNews() {
        return readModel.tokenOf(order.request()).isPresent() || ended().isPresent();
    }

    private Optional<SeedEntry> ended() {
        return readModel
                .entrySoFar(order.request().id())
                .filter(entry -> entry.state().isFinal());
    }

    private void requireUnfinished() throws TokenLostException {
        Optional<SeedEntry> ended = ended();
        if (ended.isPresent()) {
            throw new TokenLostException("the token is over: " + whyEnded(ended.get()));
        }
    }

    private static String whyEnded(SeedEntry entry) {
        SeedStatus status = entry.status();
        String error = status == null ? null : status.error();
        return switch (entry.state()) {
            case SUCCEEDED -> "it was given back; ask for a new one under a new Idempotency-Key";
            default -> error == null ? "somebody called it off" : error;
        };
    }

    private NoTokenInTimeException tooLate() {
        SeedRequest request = order.request();
        Waiting waiting = readModel.justAccepted(request).waiting();
        String why = waiting == null
                ? "it has just been granted; ask again"
                : (waiting.position() == null ? "" : "at place " + waiting.position() + " in line: ") + waiting.text();
        return new NoTokenInTimeException(
                "no token of " + request.connections() + " connections to " + request.database() + " within "
                        + order.waitFor() + "; " + why,
                waiting);
    }
}
