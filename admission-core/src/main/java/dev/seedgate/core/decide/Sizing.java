package dev.seedgate.core.decide;

import dev.seedgate.core.command.Command;
import dev.seedgate.core.event.LedgerEvent.ConnectionsAskedBack;
import dev.seedgate.core.event.LedgerEvent.ConnectionsReturned;
import dev.seedgate.core.event.LedgerEvent.TokenGrown;
import dev.seedgate.core.ledger.Size;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.protocol.Enforcement;
import dev.seedgate.protocol.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Connections that nobody waits for go to runs that can use more than they need, and come back when somebody does. They are charged
 * from the moment at which they are given, and free only when the holder says that it has closed them for good.
 *
 * <p>Only where tokens are told by their tag: a login role's limit would have to fall between the closing and the freeing.
 */
final class Sizing {
    /** How long a run has its size before it gets more: what is given away in the gap between two seeds only has to come back. */
    static final Duration IDLE = Duration.ofSeconds(2);

    private static final Comparator<Token.Live> SMALLEST_FIRST = Comparator.comparingInt(
                    (Token.Live token) -> token.terms().connections())
            .thenComparingLong(token -> token.terms().fence());

    private static final Comparator<Token.Live> MOST_TO_SPARE_FIRST = Comparator.comparingInt(
                    (Token.Live token) -> -token.terms().size().surplus())
            .thenComparingLong(token -> token.terms().fence());

    private Sizing() {}

    /** Gives what is free to those who can use it, the smallest first. */
    static void share(int free, Draft draft) {
        Instant settled = draft.now().minus(IDLE);
        int left = free;
        for (Token.Active token : active(draft).sorted(SMALLEST_FIRST).toList()) {
            Size size = token.terms().size();
            int more = Math.min(left, size.room());
            if (more > 0 && !size.since().isAfter(settled)) {
                Token.Active grown = token.sized(size.grown(more, draft.now()));
                draft.add(new TokenGrown(grown));
                tell(grown, draft);
                left -= more;
            }
        }
    }

    /**
     * Asks for connections that runs have beyond what they need.
     *
     * @return how many are on their way back, those included that were asked for a moment ago
     */
    static int askBack(int needed, Draft draft) {
        int coming = draft.ledger()
                .liveTokens()
                .map(token -> token.terms().size())
                .filter(size ->
                        draft.now().isBefore(size.since().plus(draft.policy().drainGrace())))
                .mapToInt(Size::askedBack)
                .sum();
        for (Token.Live token :
                draft.ledger().liveTokens().sorted(MOST_TO_SPARE_FIRST).toList()) {
            Size size = token.terms().size();
            int fewer = Math.min(needed - coming, size.surplus());
            if (fewer > 0) {
                Token.Live asked = token.sized(size.askedBack(fewer, draft.now()));
                draft.add(new ConnectionsAskedBack(asked));
                tell(asked, draft);
                coming += fewer;
            }
        }
        return coming;
    }

    /**
     * What a renewal says of the holder's connections. One that does not know the last resize gives nothing back, because its holder may
     * open more as soon as it reads it; it is told again.
     *
     * @param token as it is after the renewal
     */
    static void renewed(Token.Live token, Command.Renew renew, Draft draft) {
        Size size = token.terms().size();
        if (renew.sizing() < size.sizing()) {
            tell(token, draft);
        } else if (renew.sizing() == size.sizing() && renew.connections() < size.connections() && isByTag(token)) {
            draft.add(new ConnectionsReturned(token.sized(size.returned(renew.connections(), draft.now()))));
        }
    }

    private static void tell(Token.Live token, Draft draft) {
        Size size = token.terms().size();
        draft.reply(
                token.terms().replyPartition(),
                new Reply.Resize(
                        draft.ledger().cluster(),
                        token.terms().holder(),
                        token.terms().id(),
                        size.kept(),
                        size.sizing()));
    }

    private static boolean isByTag(Token token) {
        return token.terms().enforcement() == Enforcement.TAG;
    }

    private static Stream<Token.Active> active(Draft draft) {
        return draft.ledger()
                .liveTokens()
                .filter(token -> token instanceof Token.Active && isByTag(token))
                .map(Token.Active.class::cast);
    }
}
