package dev.seedgate.admission.tokens;

import dev.seedgate.admission.intake.NotWrittenException;
import dev.seedgate.admission.intake.TokenIntake;
import dev.seedgate.admission.readmodel.ReadModel;
import dev.seedgate.admission.readmodel.TokenSnapshot;
import dev.seedgate.core.Policy;
import dev.seedgate.core.ledger.DrainReason;
import dev.seedgate.core.ledger.Size;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.core.ledger.TokenTerms;
import dev.seedgate.protocol.Heartbeat;
import dev.seedgate.protocol.SeedOutcome;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.TokenRelease;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives tokens to those who ask for them, keeps them while they are renewed, and takes them back. Any replica does, whoever owns the
 * cluster: what it says is what the ledger has committed, and nothing of it is kept here.
 *
 * <p>All methods throw {@link NotWrittenException} when the broker did not take it in time.
 */
public final class TokenDesk {
    /** How long a claim waits for the ledger; the token is gone by then if it was not claimed. */
    private static final Duration BOUND = Duration.ofSeconds(10);

    private static final SeedOutcome DONE = new SeedOutcome.Succeeded(0, false);

    private final TokenIntake intake;
    private final ReadModel readModel;
    private final Policy policy;

    public TokenDesk(TokenIntake intake, ReadModel readModel, Policy policy) {
        this.intake = intake;
        this.readModel = readModel;
        this.policy = policy;
    }

    /**
     * What a holder is told when it renews.
     *
     * @param connections how many it is charged
     * @param keep how many it is to keep to; fewer than that where others wait
     * @param sizing the number of the last resize
     * @param lease how long the token is good for from the moment at which the renewal was sent
     */
    public record Renewed(int connections, int keep, int sizing, Duration lease) {}

    /**
     * Waits for a token and claims it. Asked again under the same key it is the same token.
     *
     * @param isGone whether whoever waits has left; their place and their token are then given up
     */
    public HeldToken acquire(TokenOrder order, BooleanSupplier isGone)
            throws NotWrittenException, NoTokenInTimeException, TokenNotClaimedException, TokenLostException,
                    InterruptedException {
        Token granted = new TokenWait(order, intake, readModel, isGone).await();
        Token.Live claimed = claim(granted, order);
        if (isGone.getAsBoolean()) {
            intake.release(released(claimed.terms(), true, new SeedOutcome.GivenBack("whoever asked for it has gone")));
            throw new NoTokenInTimeException("whoever waited has gone", null);
        }
        return new HeldToken(claimed, order, policy.lease(), policy.renewal());
    }

    /** Only when the ledger has read the claim is the token safely its holder's. */
    private Token.Live claim(Token granted, TokenOrder order)
            throws NotWrittenException, TokenNotClaimedException, TokenLostException, InterruptedException {
        Size size = requireClaimable(granted).terms().size();
        intake.renew(renewal(granted.terms(), size.connections(), size.sizing()));
        var unused = readModel.await(
                () -> !(readModel.tokenOf(order.request()).orElse(null) instanceof Token.Granted), BOUND);
        Token now = readModel
                .tokenOf(order.request())
                .orElseThrow(() -> new TokenNotClaimedException(granted.terms().id()));
        return requireClaimable(now);
    }

    static Token.Live requireClaimable(Token token) throws TokenNotClaimedException, TokenLostException {
        if (token instanceof Token.Draining draining && draining.reason() == DrainReason.UNCLAIMED) {
            throw new TokenNotClaimedException(token.terms().id());
        }
        return requireLive(token);
    }

    /**
     * Keeps a token for another lease.
     *
     * @param connections how many its holder has or may open; null for all that it is charged
     * @param sizing the last resize that its holder knows of; null for none
     * @throws NotTheHolderException when the key is not its holder's
     * @throws TokenLostException when it is not held any more, or for longer than its holder asked for
     */
    public Renewed renew(
            String cluster, String token, HolderKey key, @Nullable Integer connections, @Nullable Integer sizing)
            throws NotWrittenException, NotTheHolderException, TokenLostException, InterruptedException {
        TokenSnapshot found = find(cluster, token, key)
                .orElseThrow(() -> new TokenLostException(
                        "nobody holds token " + token + ": it was given back or taken back, or never granted"));
        Token.Live live = requireLive(found.token());
        requireInTime(found);
        Size size = live.terms().size();
        intake.renew(renewal(
                live.terms(), connections == null ? size.connections() : connections, sizing == null ? 0 : sizing));
        return new Renewed(size.connections(), size.kept(), size.sizing(), policy.lease());
    }

    /**
     * Gives a token back. Does nothing where nobody holds it any more.
     *
     * @param disconnected whether its holder has seen all its sessions end; otherwise its slots are free when PostgreSQL shows none
     * @throws NotTheHolderException when the key is not its holder's
     */
    public void release(String cluster, String token, HolderKey key, boolean disconnected)
            throws NotWrittenException, NotTheHolderException, InterruptedException {
        Optional<TokenSnapshot> found = find(cluster, token, key);
        if (found.isPresent()) {
            intake.release(released(found.get().token().terms(), disconnected, DONE));
        }
    }

    private Optional<TokenSnapshot> find(String cluster, String token, HolderKey key) throws NotTheHolderException {
        Optional<TokenSnapshot> found = readModel.token(cluster, token);
        if (found.isPresent()
                && !found.get().token().terms().holder().incarnation().equals(key.incarnation())) {
            throw new NotTheHolderException(token);
        }
        return found;
    }

    private static Token.Live requireLive(Token token) throws TokenLostException {
        return switch (token) {
            case Token.Live live -> live;
            case Token.Draining draining ->
                throw new TokenLostException("token " + draining.terms().id() + " is being taken back: "
                        + draining.reason().words());
        };
    }

    /** Others were told when it would be over. */
    private static void requireInTime(TokenSnapshot found) throws TokenLostException {
        TokenTerms terms = found.token().terms();
        SeedRequest request = found.request();
        if (request != null && Instant.now().isAfter(terms.grantedAt().plus(request.timeout()))) {
            throw new TokenLostException("token " + terms.id() + " was to be held for " + request.timeout()
                    + " at most; ask for a longer timeout");
        }
    }

    private Heartbeat.LeaseRenewal renewal(TokenTerms terms, int connections, int sizing) {
        return new Heartbeat.LeaseRenewal(clusterOf(terms), terms.holder(), terms.id(), connections, sizing);
    }

    private TokenRelease released(TokenTerms terms, boolean disconnected, SeedOutcome outcome) {
        return new TokenRelease(clusterOf(terms), terms.id(), terms.holder(), disconnected, outcome);
    }

    /** A token's id is its cluster's name, a dash and its fence. */
    private static String clusterOf(TokenTerms terms) {
        return terms.id().substring(0, terms.id().lastIndexOf('-'));
    }
}
