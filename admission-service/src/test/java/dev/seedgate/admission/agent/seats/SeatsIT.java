package dev.seedgate.admission.agent.seats;

import static dev.seedgate.admission.agent.seats.Ledgers.NAMES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.seedgate.admission.agent.seats.SeatPlan.Opening;
import dev.seedgate.protocol.InvalidMessageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a seat does on a real server, under an administrator that is no superuser. */
@SuppressWarnings("NullAway.Init")
class SeatsIT {
    private static SeatServer server;
    private Seats seats;

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
        seats = Seats.over(server.keeper(), NAMES);
    }

    @AfterEach
    void clear() throws SQLException {
        server.clear();
    }

    @Test
    void letInAsManyAsTheTokenIsWorthAndNotOneMore() throws SQLException {
        open(7, 2, "secret");

        server.login(NAMES.name(7), "secret");
        server.login(NAMES.name(7), "secret");

        assertThat(server.refusal(NAMES.name(7), "secret")).isEqualTo("53300");
    }

    @Test
    void letNobodyInWithAnotherPassword() throws SQLException {
        open(7, 2, "secret");

        assertThat(server.refusal(NAMES.name(7), "guess")).isEqualTo("28P01");
    }

    @Test
    void refuseEverybodyOnceClosedButEndNobody() throws SQLException {
        open(7, 2, "secret");
        Connection before = server.login(NAMES.name(7), "secret");

        assertThat(seats.close(NAMES.name(7))).isTrue();

        assertThat(server.refusal(NAMES.name(7), "secret")).isEqualTo("28000");
        assertThat(before.isValid(5)).isTrue();
    }

    @Test
    void endTheirSessionsThroughMembershipAlone() throws SQLException {
        open(7, 2, "secret");
        Connection session = server.login(NAMES.name(7), "secret");
        int pid = Integer.parseInt(SeatServer.text(session, "select pg_backend_pid()"));
        assertThat(SeatServer.text(session, "select pg_has_role('keeper', 'pg_signal_backend', 'member')"))
                .isEqualTo("f");

        assertThat(seats.end(NAMES.name(7))).containsExactly(pid);

        await().until(() -> server.sessionsOfSeats() == 0);
    }

    @Test
    void actAsTheOwnerSoThatWhatTheyMakeIsTheOwners() throws SQLException {
        open(7, 1, "secret");

        try (Connection session = server.login(NAMES.name(7), "secret");
                Statement statement = session.createStatement()) {
            assertThat(SeatServer.text(session, "select session_user")).isEqualTo(NAMES.name(7));
            assertThat(SeatServer.text(session, "select current_user")).isEqualTo(SeatServer.OWNER);
            statement.execute("create table goods.made_by_a_seat ()");
        }

        assertThat(server.text("select tableowner from pg_tables where tablename = 'made_by_a_seat'"))
                .isEqualTo(SeatServer.OWNER);
        server.execute("drop table goods.made_by_a_seat");
    }

    @Test
    void readOnlyThoseOfTheirInstallationAndCluster() throws SQLException {
        for (String role : List.of(
                "sg_test_main-2-7",
                "sg_test_main2-7",
                "sg_test-2_main-7",
                "sg_testXmain-7",
                "sg_test_main-07",
                "sg_test_main-",
                "sg_test_main-x",
                "sg_test_main-0",
                "SG_test_main-7")) {
            server.execute("create role \"" + role + "\"");
        }
        open(12, 3, "secret");

        assertThat(seats.read()).containsExactly(new SeatRole("sg_test_main-12", 12, true, 3, SeatServer.OWNER, true));

        server.execute("drop role \"sg_testXmain-7\"; drop role \"sg_test-2_main-7\"; drop role \"SG_test_main-7\"");
    }

    @Test
    void becomeAnotherTokensUnderItsNameSoThatTheOldPasswordIsGone() throws SQLException {
        open(7, 2, "old");
        seats.close(NAMES.name(7));

        open(9, 1, "new", only());

        assertThat(seats.read()).extracting(SeatRole::name).containsExactly(NAMES.name(9));
        assertThat(server.refusal(NAMES.name(7), "old")).isEqualTo("28P01");
        assertThat(server.refusal(NAMES.name(9), "old")).isEqualTo("28P01");
        assertThat(server.refusal(NAMES.name(9), "new")).isNull();
    }

    @Test
    void keepOutAClientThatWasStoppedInTheMiddleOfItsLogin() throws Exception {
        open(7, 2, "old");
        try (StoppedClient client = new StoppedClient(server.postgres(), NAMES.name(7))) {
            seats.close(NAMES.name(7));
            open(9, 2, "new", only());

            assertThat(client.goOn("old")).isEqualTo("28000");
        }
        assertThat(server.sessionsOfSeats()).isZero();
    }

    @Test
    void doNotPassOnWhatAHolderSetForItsOwnRole() throws SQLException {
        open(7, 1, "secret");
        try (Connection session = server.login(NAMES.name(7), "secret");
                Statement statement = session.createStatement()) {
            statement.execute("set role none");
            statement.execute("alter role " + SeatStatements.identifier(NAMES.name(7)) + " in database \""
                    + server.postgres().database() + "\" set search_path = trap");
        }

        assertThat(only().asMade()).isFalse();
    }

    @Test
    void trustNoVerifierThatIsNone() {
        String injected = "x' superuser --";

        assertThatThrownBy(() -> seats.open(new Opening(Ledgers.terms(7, 1, injected), SeatServer.OWNER, null)))
                .isInstanceOf(InvalidMessageException.class)
                .hasMessageContaining("main-7");
    }

    @Test
    void closeAlthoughTheHolderKeepsItsOwnRoleLocked() throws SQLException {
        open(7, 2, "secret");
        Connection session = server.login(NAMES.name(7), "secret");
        session.setAutoCommit(false);
        session.createStatement()
                .execute("set role none; alter role " + SeatStatements.identifier(NAMES.name(7)) + " password 'mine'");

        assertThat(seats.close(NAMES.name(7))).isTrue();

        assertThat(server.refusal(NAMES.name(7), "secret")).isEqualTo("28000");
        await().until(() -> server.sessionsOfSeats() == 0);
    }

    @Test
    void closeAlthoughTheHolderAltersItsOwnRoleAllTheTime() throws SQLException {
        open(7, 2, "secret");
        Connection session = server.login(NAMES.name(7), "secret");
        session.createStatement().execute("set role none");
        Thread.ofVirtual().start(() -> {
            try (Statement statement = session.createStatement()) {
                while (true) {
                    statement.execute("alter role " + SeatStatements.identifier(NAMES.name(7)) + " password 'mine'");
                }
            } catch (SQLException e) {
                Thread.onSpinWait(); // its session was ended, as it should be
            }
        });

        assertThat(seats.close(NAMES.name(7))).isTrue();
        assertThat(only().login()).isFalse();
    }

    @Test
    void areAlteredAlthoughSomebodyElseAltersThemAtTheSameTime() throws Exception {
        open(7, 2, "secret");
        AtomicBoolean stop = new AtomicBoolean();
        List<SQLException> unexpected = new CopyOnWriteArrayList<>();
        Thread other = Thread.ofVirtual().start(() -> alterUntil(stop, unexpected));
        try {
            for (int round = 0; round < 300; round++) {
                assertThat(seats.close(NAMES.name(7))).isTrue();
                open(7, 2, "secret", only());
            }
        } finally {
            stop.set(true);
            other.join();
        }
        assertThat(unexpected).isEmpty();
    }

    private static void alterUntil(AtomicBoolean stop, List<SQLException> unexpected) {
        try (Connection connection = server.postgres().connect();
                Statement statement = connection.createStatement()) {
            while (!stop.get()) {
                try {
                    statement.execute(
                            "alter role " + SeatStatements.identifier(NAMES.name(7)) + " valid until 'infinity'");
                } catch (SQLException e) {
                    if (!"XX000".equals(e.getSQLState())) {
                        throw e;
                    }
                }
            }
        } catch (SQLException e) {
            unexpected.add(e);
        }
    }

    private SeatRole only() throws SQLException {
        return seats.read().getFirst();
    }

    private void open(long fence, int connections, String password) throws SQLException {
        open(fence, connections, password, null);
    }

    private void open(long fence, int connections, String password, @Nullable SeatRole seat) throws SQLException {
        seats.open(new Opening(Ledgers.terms(fence, connections, Scram.verifier(password)), SeatServer.OWNER, seat));
    }
}
