package dev.seedgate.admission.agent.seats;

import static dev.seedgate.admission.agent.seats.Ledgers.NAMES;
import static dev.seedgate.admission.agent.seats.Ledgers.draining;
import static dev.seedgate.admission.agent.seats.Ledgers.live;
import static dev.seedgate.admission.agent.seats.Ledgers.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.seedgate.admission.agent.seats.SeatKeeper.Looking;
import dev.seedgate.admission.agent.seats.SeatKeeper.Pass;
import dev.seedgate.admission.agent.seats.SeatPlan.Opening;
import dev.seedgate.admission.ledger.LedgerView;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.protocol.Enforcement;
import dev.seedgate.protocol.TokenTag;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whole passes on a real server, with holders that keep to nothing. */
@SuppressWarnings("NullAway.Init")
class SeatKeeperIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static SeatServer server;
    private Connection connection;
    private Seats seats;
    private SeatKeeper keeper;

    @BeforeAll
    static void startServer() throws SQLException {
        server = new SeatServer();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void connect() throws SQLException {
        connection = server.keeper();
        seats = Seats.over(connection, NAMES);
        keeper = new SeatKeeper(seats, Enforcement.ROLE, SeatServer.OWNERS);
    }

    @AfterEach
    void clear() throws SQLException {
        server.clear();
    }

    @Test
    void opensASeatWithItsGrant() throws SQLException {
        pass(view(7, live(7, 2, "secret")));

        assertThat(server.refusal(NAMES.name(7), "secret")).isNull();
    }

    @Test
    void closesTheSeatOfADrainingTokenAtOnceAndProvesItsAbsenceOnlyWhenItIsEmpty() throws SQLException {
        pass(view(7, live(7, 2, "secret")));
        Connection session = server.login(NAMES.name(7), "secret");
        Token draining = draining(7, 2, "secret");

        Pass occupied = pass(view(7, draining));
        assertThat(server.refusal(NAMES.name(7), "secret")).isEqualTo("28000");
        assertThat(session.isValid(5)).isTrue();
        assertThat(occupied.provesAbsence(draining.terms())).isFalse();

        session.close();
        await().until(() -> pass(view(7, draining)).provesAbsence(draining.terms()));
    }

    @Test
    void looksOnlyAfterItHasClosed() throws SQLException {
        pass(view(7, live(7, 2, "secret")));
        List<String> refusals = new ArrayList<>();

        pass(view(7), () -> {
            refusals.add(String.valueOf(server.refusal(NAMES.name(7), "secret")));
            return SeatServer.look(connection);
        });

        assertThat(refusals).containsExactly("28000");
    }

    @Test
    void provesNoAbsenceWhileSomebodyWhoWasLetInMayStillBeOnTheWay() throws Exception {
        pass(view(7, live(7, 2, "secret")));
        Token draining = draining(7, 2, "secret");
        try (StoppedClient client = new StoppedClient(server.postgres(), NAMES.name(7))) {
            assertThat(pass(view(7, draining)).provesAbsence(draining.terms())).isFalse();

            assertThat(client.goOn("secret")).isEqualTo("28000");
        }
        await().until(() -> pass(view(7, draining)).provesAbsence(draining.terms()));
    }

    @Test
    void provesNoAbsenceOfASeatThatItCouldNotClose() throws SQLException {
        pass(view(7, live(7, 2, "secret")));
        Token draining = draining(7, 2, "secret");
        try (Connection superuser = server.postgres().connect()) {
            superuser.setAutoCommit(false);
            superuser.createStatement().execute("alter role \"sg_test_main-7\" valid until 'infinity'");

            assertThat(pass(view(7, draining)).provesAbsence(draining.terms())).isFalse();
            superuser.rollback();
        }
        assertThat(pass(view(7, draining)).provesAbsence(draining.terms())).isTrue();
    }

    @Test
    void sweepsWhatAnEarlierLifeLeft() throws SQLException {
        for (int fence = 1; fence <= SeatKeeper.KEPT + 3; fence++) {
            seats.open(new Opening(Ledgers.terms(fence, 2, Scram.verifier("secret")), SeatServer.OWNER, null));
        }
        Connection orphan = server.login(NAMES.name(3), "secret");

        Pass first = pass(view(50));
        assertThat(first.ending()).containsExactly("main-3");
        assertThat(first.unfinished()).isTrue();

        await().atMost(PATIENCE).until(() -> !pass(view(50)).unfinished());
        pass(view(50));
        assertThat(seats.read()).hasSize(SeatKeeper.KEPT).noneMatch(SeatRole::login);
        assertThat(orphan.isValid(5)).isFalse();
    }

    @Test
    void keepsASeatWithSessionsEvenWhenThereAreTooMany() throws SQLException {
        for (int fence = 1; fence <= SeatKeeper.KEPT + 1; fence++) {
            seats.open(new Opening(Ledgers.terms(fence, 2, Scram.verifier("secret")), SeatServer.OWNER, null));
        }
        server.login(NAMES.name(SeatKeeper.KEPT + 1), "secret");

        pass(view(50));

        assertThat(seats.read()).extracting(SeatRole::fence).contains(SeatKeeper.KEPT + 1L);
    }

    @Test
    void removesEverythingOnceTokensAreToldByTheirTags() throws SQLException {
        pass(view(7, live(7, 2, "secret")));
        keeper = new SeatKeeper(seats, Enforcement.TAG, Map.of());

        pass(view(7, live(7, 2, "secret")));
        assertThat(server.refusal(NAMES.name(7), "secret")).isNull();

        await().until(() -> {
            pass(view(7));
            return seats.read().isEmpty();
        });
    }

    @Test
    void opensNothingWhileASessionOfATokenThatIsOverWillNotDie() throws Exception {
        pass(view(7, live(7, 2, "old")));
        Connection session = server.login(NAMES.name(7), "old");
        String backend = SeatServer.text(session, "select pg_backend_pid()");
        LedgerView next = view(8, live(8, 2, "new"));

        Processes.stop(backend);
        try {
            for (int pass = 0; pass < 5; pass++) {
                assertThat(pass(next).unfinished()).isTrue();
                assertThat(server.refusal(NAMES.name(8), "new")).startsWith("28");
            }
        } finally {
            Processes.resume(backend);
        }
        await().atMost(PATIENCE).until(() -> isOpen(pass(next), next));
        assertThat(server.refusal(NAMES.name(8), "new")).isNull();
    }

    @Test
    void takesOverLiveSeatsWithoutDisturbingTheirSessions() throws SQLException {
        LedgerView view = view(7, live(7, 2, "secret"));
        pass(view);
        Connection session = server.login(NAMES.name(7), "secret");

        keeper = new SeatKeeper(Seats.over(server.keeper(), NAMES), Enforcement.ROLE, SeatServer.OWNERS);
        pass(view);

        assertThat(session.isValid(5)).isTrue();
        assertThat(server.refusal(NAMES.name(7), "secret")).isNull();
    }

    @Test
    void goesOnWhenOneSeatCannotBeOpened() throws SQLException {
        keeper = new SeatKeeper(seats, Enforcement.ROLE, Map.of(SeatServer.DATABASE, "nobody-of-this-name"));

        Pass pass = pass(view(7, live(7, 2, "secret")));

        assertThat(pass.unfinished()).isFalse();
        assertThat(seats.read()).isEmpty();
        assertThat(connection.getAutoCommit()).isTrue();
    }

    @Test
    void neverLetsInMoreThanIsChargedWhateverAHolderDoes() throws Exception {
        int worth = 3;
        Deque<Cheat> cheats = new ArrayDeque<>();
        try (SeatSampler sampler = new SeatSampler(server)) {
            for (int fence = 1; fence <= 12; fence++) {
                String password = "secret-" + fence;
                LedgerView view = view(fence, live(fence, worth, password));
                await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> isOpen(pass(view), view));
                cheats.add(new Cheat(server, NAMES.name(fence), password, worth + 1));
                Cheat newest = cheats.getLast();
                await().atMost(PATIENCE).until(() -> newest.sessions() == worth);
                if (cheats.size() > 3) {
                    cheats.removeFirst().close();
                }
            }
            assertThat(sampler.samples()).isGreaterThan(100);
            assertThat(sampler.most()).isEqualTo(worth);
        } finally {
            cheats.forEach(Cheat::close);
        }
    }

    private boolean isOpen(Pass pass, LedgerView view) throws SQLException {
        return !pass.unfinished()
                && seats.read().stream().anyMatch(seat -> seat.login() && seat.fence() == view.fence());
    }

    private Pass pass(LedgerView view) throws SQLException {
        return pass(view, () -> SeatServer.look(connection));
    }

    private Pass pass(LedgerView view, Looking<Presence> looking) throws SQLException {
        Pass pass = keeper.arrange(view, keeper.closeAndLook(view, looking));
        for (String token : pass.ending()) {
            seats.end(new TokenTag(NAMES.installation(), token).login());
        }
        return pass;
    }
}
