package dev.seedgate.admission.agent.seats;

import dev.seedgate.admission.ledger.LedgerView;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.core.ledger.TokenTerms;
import dev.seedgate.protocol.Enforcement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done with one cluster's seats. A pass goes in this order: close, look, end, open. The order is what keeps a holder from
 * ever having a session more than is charged:
 *
 * <ul>
 *   <li>a seat is closed as soon as its token is no longer live, before anybody looks;
 *   <li>none is opened while a session is left, or may be, of a seat whose token is no longer charged. A draining token is charged, and
 *       its closed seat has at most the sessions that it is worth.
 * </ul>
 *
 * <p>So the limits of the open seats and the sessions of the closed ones never add up to more than the ledger's charge, whatever a
 * holder does. Seats with a fence above the view's are left alone: a newer owner's agent opened them.
 *
 * @param end closed seats whose sessions are to be ended
 * @param open in the order of their tokens' fences; empty while {@code end} or {@code awaited} is not
 * @param awaited closed seats of tokens that are over, of which a session may still show itself, and seats that could not be closed
 * @param drop vacant seats that are not kept for another token
 */
record SeatPlan(List<SeatRole> end, List<Opening> open, List<SeatRole> awaited, List<SeatRole> drop) {
    SeatPlan {
        end = List.copyOf(end);
        open = List.copyOf(open);
        awaited = List.copyOf(awaited);
        drop = List.copyOf(drop);
    }

    /**
     * A token gets its seat.
     *
     * @param seat that becomes the token's: vacant, or the token's own already; null where one has to be made
     */
    record Opening(TokenTerms token, String owner, @Nullable SeatRole seat) {}

    /** Seats that are open although the ledger no longer lets their tokens' holders open sessions. */
    static List<SeatRole> toClose(List<SeatRole> seats, LedgerView view) {
        Set<Long> live = live(view).stream().map(TokenTerms::fence).collect(Collectors.toSet());
        return seats.stream()
                .filter(SeatRole::login)
                .filter(seat -> seat.fence() <= view.fence() && !live.contains(seat.fence()))
                .toList();
    }

    /**
     * The rest of a pass.
     *
     * @param seats as they were at a look that began after all of {@link #toClose} was tried
     * @param view the one that the pass began with
     * @param owners by database; a token of any other database gets no seat
     * @param kept how many vacant seats of each owner stay for other tokens
     */
    static SeatPlan of(List<Seat> seats, LedgerView view, Map<String, String> owners, int kept) {
        Set<Long> charged =
                view.tokens().stream().map(token -> token.terms().fence()).collect(Collectors.toSet());
        List<Seat> over = seats.stream()
                .filter(seat -> seat.role().fence() <= view.fence()
                        && !charged.contains(seat.role().fence()))
                .toList();
        List<SeatRole> end = roles(over, seat -> !seat.role().login() && seat.sessions() > 0);
        List<SeatRole> awaited = roles(over, seat -> !seat.vacant());
        List<SeatRole> vacant = roles(over, Seat::vacant);
        List<Opening> open = awaited.isEmpty() ? openings(seats, vacant, view, owners) : List.of();
        return new SeatPlan(end, open, awaited, surplus(vacant, open, kept));
    }

    private static List<Opening> openings(
            List<Seat> seats, List<SeatRole> vacant, LedgerView view, Map<String, String> owners) {
        Map<Long, Seat> byFence =
                seats.stream().collect(Collectors.toMap(seat -> seat.role().fence(), Function.identity()));
        List<SeatRole> reusable = new ArrayList<>(vacant);
        List<Opening> open = new ArrayList<>();
        for (TokenTerms token : live(view)) {
            String owner = owners.get(token.database());
            Seat own = byFence.get(token.fence());
            if (owner != null && (own == null || !isOpenFor(token, own))) {
                open.add(new Opening(token, owner, own == null ? taken(reusable, owner) : own.role()));
            }
        }
        return open;
    }

    private static boolean isOpenFor(TokenTerms token, Seat own) {
        return own.ours() && own.role().login() && own.role().limit() == token.connections();
    }

    private static @Nullable SeatRole taken(List<SeatRole> reusable, String owner) {
        for (SeatRole seat : reusable) {
            if (seat.asMade() && owner.equals(seat.owner())) {
                reusable.remove(seat);
                return seat;
            }
        }
        return null;
    }

    /** Whatever a holder changed is not kept; of the others the first few of each owner. */
    private static List<SeatRole> surplus(List<SeatRole> vacant, List<Opening> open, int kept) {
        Set<String> used = new HashSet<>();
        open.forEach(opening -> {
            if (opening.seat() != null) {
                used.add(opening.seat().name());
            }
        });
        Map<String, List<SeatRole>> reusable = vacant.stream()
                .filter(seat -> seat.asMade() && !used.contains(seat.name()))
                .collect(Collectors.groupingBy(seat -> String.valueOf(seat.owner())));
        reusable.values().forEach(seats -> seats.stream().limit(kept).forEach(seat -> used.add(seat.name())));
        return vacant.stream().filter(seat -> !used.contains(seat.name())).toList();
    }

    private static List<SeatRole> roles(List<Seat> seats, Predicate<Seat> which) {
        return seats.stream()
                .filter(which)
                .map(Seat::role)
                .sorted(Comparator.comparingLong(SeatRole::fence))
                .toList();
    }

    /** Tokens that are login roles and whose holders may open sessions. */
    private static List<TokenTerms> live(LedgerView view) {
        return view.tokens().stream()
                .filter(Token.Live.class::isInstance)
                .map(Token::terms)
                .filter(token -> token.enforcement() == Enforcement.ROLE)
                .sorted(Comparator.comparingLong(TokenTerms::fence))
                .toList();
    }
}
