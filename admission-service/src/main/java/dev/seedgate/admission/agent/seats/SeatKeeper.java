package dev.seedgate.admission.agent.seats;

import dev.seedgate.admission.agent.seats.SeatPlan.Opening;
import dev.seedgate.admission.ledger.LedgerView;
import dev.seedgate.core.ledger.TokenTerms;
import dev.seedgate.protocol.ClusterObservation.EndedSession;
import dev.seedgate.protocol.Enforcement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Keeps one cluster's seats as the ledger says: {@link #close} before a look, {@link #arrange} after it. See {@link SeatPlan} for the
 * order and why. What cannot be done is said once and tried again in the next pass. Not thread-safe.
 */
public final class SeatKeeper {
    private static final Logger LOG = Logger.getLogger(SeatKeeper.class);

    private final Seats seats;
    private final Map<String, String> owners;
    private final Vacancies vacancies = new Vacancies();
    private final Set<String> opened = new HashSet<>();
    private final Set<String> complaints = new HashSet<>();
    private List<SeatRole> before = List.of();

    /**
     * Keeps seats from now on.
     *
     * @param owners by database: the role as which what writes there acts
     */
    public SeatKeeper(Seats seats, Map<String, String> owners) {
        this.seats = seats;
        this.owners = Map.copyOf(owners);
    }

    /**
     * What a pass did.
     *
     * @param ended sessions that it had the server end
     * @param notVacant tokens whose holders may still have, or get, a session although the look shows none
     * @param unfinished whether something is left that should be gone at the next look, soon
     */
    public record Pass(List<EndedSession> ended, Set<String> notVacant, boolean unfinished) {
        public Pass {
            ended = List.copyOf(ended);
            notVacant = Set.copyOf(notVacant);
        }

        /** Whether a look that showed no session of this token proves that it has none and gets none. */
        public boolean provesAbsence(TokenTerms token) {
            return token.enforcement() == Enforcement.TAG || !notVacant.contains(token.id());
        }
    }

    /** Whether there is anything to keep: a seat on the server, or a token that is to have one. */
    public static boolean isNeeded(Seats seats, LedgerView view) throws SQLException {
        return view.tokens().stream().anyMatch(token -> token.terms().enforcement() == Enforcement.ROLE)
                || !seats.read().isEmpty();
    }

    /** Closes every seat whose token is no longer live. To be called before the look. */
    public void close(LedgerView view) throws SQLException {
        List<SeatRole> read = seats.read();
        Set<SeatRole> due = Set.copyOf(SeatPlan.toClose(read, view));
        List<SeatRole> now = new ArrayList<>();
        for (SeatRole seat : read) {
            now.add(due.contains(seat) && isClosed(seat) ? seat.closed() : seat);
        }
        before = now;
    }

    private boolean isClosed(SeatRole seat) throws SQLException {
        boolean[] closed = {false};
        attempt("close seat " + seat.name(), () -> closed[0] = seats.close(seat.name()));
        return closed[0];
    }

    /**
     * Ends, opens and drops.
     *
     * @param view the one that {@link #close} was called with
     * @param presence a look that began after {@link #close} returned
     */
    public Pass arrange(LedgerView view, Presence presence) throws SQLException {
        List<Seat> seen = seen(presence);
        SeatPlan plan = SeatPlan.of(seen, view, owners);
        List<EndedSession> ended = new ArrayList<>();
        for (SeatRole seat : plan.end()) {
            for (int pid : seats.end(seat.name())) {
                ended.add(new EndedSession(pid, seat.token(seats.names().cluster()), EndedSession.Cause.ORPHANED));
            }
        }
        for (Opening opening : plan.open()) {
            open(opening);
        }
        for (SeatRole seat : plan.drop()) {
            attempt("drop seat " + seat.name(), () -> seats.drop(seat.name()));
        }
        return new Pass(ended, notVacant(seen), !plan.awaited().isEmpty());
    }

    private List<Seat> seen(Presence presence) {
        Set<String> vacant =
                vacancies.judge(before.stream().filter(seat -> !seat.login()).toList(), presence);
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
        attempt("open seat " + name, () -> {
            seats.open(opening);
            opened.add(name);
        });
    }

    private Set<String> notVacant(List<Seat> seen) {
        return seen.stream()
                .filter(seat -> !seat.vacant())
                .map(seat -> seat.role().token(seats.names().cluster()))
                .collect(Collectors.toSet());
    }

    /** A statement. */
    private interface Act {
        void run() throws SQLException;
    }

    /** What the server refuses is said and left for the next pass; a lost connection is not hidden. */
    private void attempt(String what, Act act) throws SQLException {
        try {
            act.run();
            complaints.remove(what);
        } catch (SQLException e) {
            if (e.getSQLState() == null || e.getSQLState().startsWith("08")) {
                throw e;
            }
            if (complaints.add(what)) {
                LOG.errorf("%s: could not %s, %s: %s", seats.names().cluster(), what, e.getSQLState(), e.getMessage());
            }
        }
    }
}
