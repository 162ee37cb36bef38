package dev.seedgate.admission.agent.seats;

import dev.seedgate.admission.agent.seats.SeatPlan.Opening;
import dev.seedgate.admission.ledger.LedgerView;
import dev.seedgate.core.ledger.TokenTerms;
import dev.seedgate.protocol.Enforcement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Keeps one cluster's seats as the ledger says: {@link #closeAndLook}, then {@link #arrange}. See {@link SeatPlan} for the
 * order and why. What cannot be done is said once and tried again in the next pass. Not thread-safe.
 */
public final class SeatKeeper {
    /** Vacant seats that are kept for each owner: to rename one is quicker than to make one. */
    static final int KEPT = 8;

    private static final Logger LOG = Logger.getLogger(SeatKeeper.class);

    private final Seats seats;
    private final Enforcement enforcement;
    private final Map<String, String> owners;
    private final Vacancies vacancies = new Vacancies();
    private final Set<String> opened = new HashSet<>();
    private final Set<String> complaints = new HashSet<>();
    private List<SeatRole> before = List.of();
    private boolean nothingLeft;

    /**
     * Keeps seats from now on.
     *
     * @param enforcement how new tokens are told. Under {@link Enforcement#TAG} only what is left of login roles is dealt with
     * @param owners by database: the role as which what writes there acts
     */
    public SeatKeeper(Seats seats, Enforcement enforcement, Map<String, String> owners) {
        this.seats = seats;
        this.enforcement = enforcement;
        this.owners = Map.copyOf(owners);
    }

    /**
     * What a pass found.
     *
     * @param ending tokens that are over, whose seats are closed and have sessions: to be ended at once
     * @param notVacant tokens whose holders may still have, or get, a session although the look shows none
     * @param unfinished whether something is left that should be gone at the next look, soon
     */
    public record Pass(Set<String> ending, Set<String> notVacant, boolean unfinished) {
        public Pass {
            ending = Set.copyOf(ending);
            notVacant = Set.copyOf(notVacant);
        }

        /** Whether a look that showed no session of this token proves that it has none and gets none. */
        public boolean provesAbsence(TokenTerms token) {
            return token.enforcement() == Enforcement.TAG || !notVacant.contains(token.id());
        }
    }

    /** A look at the server. */
    @FunctionalInterface
    public interface Looking<T> {
        T look() throws SQLException;
    }

    /**
     * Closes every seat whose token is no longer live, and only then looks: whoever came in until then is seen.
     *
     * @return what was seen
     */
    public <T> T closeAndLook(LedgerView view, Looking<T> looking) throws SQLException {
        close(view);
        return looking.look();
    }

    private void close(LedgerView view) throws SQLException {
        List<SeatRole> now = new ArrayList<>();
        if (!isIdle(view)) {
            List<SeatRole> read = seats.read();
            Set<SeatRole> due = Set.copyOf(SeatPlan.toClose(read, view));
            for (SeatRole seat : read) {
                now.add(due.contains(seat) && isClosed(seat.name()) ? seat.closed() : seat);
            }
            nothingLeft = read.isEmpty();
        }
        before = now;
    }

    private boolean isIdle(LedgerView view) {
        return enforcement == Enforcement.TAG
                && nothingLeft
                && view.tokens().stream().allMatch(token -> token.terms().enforcement() == Enforcement.TAG);
    }

    private boolean isClosed(String seat) throws SQLException {
        return attempt("close seat " + seat, () -> {
            if (!seats.close(seat)) {
                throw new SQLException("its role is locked", Seats.LOCK_TIMEOUT);
            }
        });
    }

    /**
     * Opens and drops.
     *
     * @param view the one that {@link #closeAndLook} was called with
     * @param presence what it saw
     */
    public Pass arrange(LedgerView view, Presence presence) throws SQLException {
        List<Seat> seen = seen(presence);
        SeatPlan plan = SeatPlan.of(seen, view, owners, enforcement == Enforcement.ROLE ? KEPT : 0);
        for (Opening opening : plan.open()) {
            open(opening);
        }
        for (SeatRole seat : plan.drop()) {
            attempt("drop seat " + seat.name(), () -> seats.drop(seat.name()));
        }
        return new Pass(
                tokens(plan.end().stream()),
                tokens(seen.stream().filter(Predicate.not(Seat::vacant)).map(Seat::role)),
                !plan.awaited().isEmpty());
    }

    private List<Seat> seen(Presence presence) {
        Set<String> vacant = vacancies.judge(
                before.stream().filter(Predicate.not(SeatRole::login)).toList(), presence);
        opened.retainAll(before.stream().map(SeatRole::name).collect(Collectors.toSet()));
        return before.stream()
                .map(seat -> new Seat(
                        seat,
                        presence.sessionsOf(seat.name()),
                        vacant.contains(seat.name()),
                        opened.contains(seat.name())))
                .toList();
    }

    private void open(Opening opening) throws SQLException {
        String name = seats.names().name(opening.token().fence());
        if (attempt("open seat " + name, () -> seats.open(opening))) {
            opened.add(name);
        }
    }

    private Set<String> tokens(Stream<SeatRole> roles) {
        return roles.map(seat -> seat.token(seats.names().cluster())).collect(Collectors.toSet());
    }

    /** A statement. */
    private interface Act {
        void run() throws SQLException;
    }

    /** What the server refuses is said and left for the next pass; a lost connection is not hidden. */
    private boolean attempt(String what, Act act) throws SQLException {
        try {
            act.run();
            complaints.remove(what);
            return true;
        } catch (SQLException e) {
            if (e.getSQLState() == null || e.getSQLState().startsWith("08")) {
                throw e;
            }
            if (complaints.add(what)) {
                LOG.errorf("%s: could not %s, %s: %s", seats.names().cluster(), what, e.getSQLState(), e.getMessage());
            }
            return false;
        }
    }
}
