package dev.seedgate.admission.agent;

import static dev.seedgate.admission.agent.Views.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.seedgate.admission.agent.seats.Cheat;
import dev.seedgate.admission.agent.seats.Scram;
import dev.seedgate.admission.agent.seats.SeatSampler;
import dev.seedgate.admission.agent.seats.SeatServer;
import dev.seedgate.protocol.ClusterObservation.EndedSession.Cause;
import dev.seedgate.protocol.ClusterObservation.Seen;
import dev.seedgate.protocol.Enforcement;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An agent whose tokens are login roles. */
class SeatedAgentIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SECRET = "secret";
    private static final String SEAT_7 = "sg_test_main-7";

    @SuppressWarnings("NullAway.Init")
    private static SeatServer server;

    @BeforeAll
    static void startServer() throws SQLException {
        server = new SeatServer();
        server.execute("create role powerless login password '" + WatchedServer.PASSWORD + "'");
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @AfterEach
    void clear() throws SQLException {
        server.clear();
    }

    @Test
    void picksLoginRolesWhereItMayMakeThemAndGivesAGrantItsSeatAtOnce() {
        try (RunningAgent agent = seating(SeatServer.KEEPER, "auto")) {
            agent.awaitSeen(seen -> seen.enforcement() == Enforcement.ROLE);

            long granted = System.nanoTime();
            agent.changed(view(2, 7, Views.login(7, 2, Scram.verifier(SECRET))));
            await().atMost(PATIENCE).until(() -> server.refusal(SEAT_7, SECRET) == null);
            assertThat(Duration.ofNanos(System.nanoTime() - granted)).isLessThan(Reconciler.IDLE.multipliedBy(4));
        }
    }

    @Test
    void picksTagsWhereItMayNotMakeRoles() {
        try (RunningAgent agent = seating("powerless", "auto")) {
            agent.awaitSeen(seen -> seen.enforcement() == Enforcement.TAG);
        }
    }

    @Test
    void picksTagsWhereItIsToldSo() {
        try (RunningAgent agent = seating(SeatServer.KEEPER, "tag")) {
            agent.awaitSeen(seen -> seen.enforcement() == Enforcement.TAG);
        }
    }

    @Test
    void seesNothingUntilWhatItMissesIsGrantedAndSaysTheStatementsForIt() throws SQLException {
        server.execute("create role newcomer login password '" + WatchedServer.PASSWORD + "'");
        try (RunningAgent agent = seating("newcomer", "role")) {
            String error = agent.awaitUnreachable().error();
            assertThat(error)
                    .contains("seedgate.clusters.main.enforcement is role")
                    .contains("seedgate.clusters.main.agent.username")
                    .contains("seedgate.clusters.main.databases.shop.owner");
            for (String part : error.split("; and ", -1)) {
                server.execute(
                        part.substring(part.indexOf("as an administrator: ") + "as an administrator: ".length()));
            }

            agent.awaitSeen(seen -> seen.enforcement() == Enforcement.ROLE);
        }
    }

    @Test
    void refusesToStartWhereTokensMustBeLoginRolesAndADatabaseHasNoOwner() {
        assertThatThrownBy(() -> seating(SeatServer.KEEPER, "role", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("seedgate.clusters.main.databases.shop.owner must name the role");
    }

    @Test
    void countsAndEndsTheSessionsOfASeatWhateverTheySayOfThemselves() throws SQLException {
        try (RunningAgent agent = seating(SeatServer.KEEPER, "role")) {
            agent.changed(view(2, 7, Views.login(7, 2, Scram.verifier(SECRET))));
            await().atMost(PATIENCE).until(() -> server.refusal(SEAT_7, SECRET) == null);
            Connection session = server.login(SEAT_7, SECRET); // as "api-1"
            agent.awaitSeen(seen -> holds(seen, "main-7") && sessionsOfApi(seen) == 0);

            agent.changed(view(3, 7));
            agent.awaitSeen(seen -> seen.ended().stream()
                    .anyMatch(ended -> ended.token().equals("main-7") && ended.cause() == Cause.ORPHANED));
            await().atMost(PATIENCE).until(() -> !session.isValid(5));
            assertThat(server.refusal(SEAT_7, SECRET)).startsWith("28");
        }
    }

    @Test
    void saysThatADrainingTokenIsGoneOnceItsSeatIsClosedAndEmpty() throws SQLException {
        try (RunningAgent agent = seating(SeatServer.KEEPER, "role")) {
            agent.changed(view(2, 7, Views.login(7, 2, Scram.verifier(SECRET))));
            await().atMost(PATIENCE).until(() -> server.refusal(SEAT_7, SECRET) == null);
            Connection session = server.login(SEAT_7, SECRET);

            agent.changed(view(3, 7, Views.drainingLogin(7, 2, Scram.verifier(SECRET), Duration.ofHours(1))));
            await().atMost(PATIENCE).until(() -> "28000".equals(server.refusal(SEAT_7, SECRET)));
            agent.awaitLooks(2);
            assertThat(agent.saidGone("main-7")).isFalse();
            assertThat(session.isValid(5)).isTrue();

            session.close();
            agent.awaitGone("main-7");
        }
    }

    @Test
    void neverLetsInMoreThanIsChargedWhateverAHolderDoes() throws Exception {
        int worth = 3;
        Deque<Cheat> cheats = new ArrayDeque<>();
        try (RunningAgent agent = seating(SeatServer.KEEPER, "role");
                SeatSampler sampler = new SeatSampler(server)) {
            for (int fence = 1; fence <= 10; fence++) {
                String password = SECRET + fence;
                agent.changed(view(fence + 1, fence, Views.login(fence, worth, Scram.verifier(password))));
                Cheat newest = new Cheat(server, "sg_test_main-" + fence, password, worth + 1);
                cheats.add(newest);
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

    private static boolean holds(Seen seen, String token) {
        return seen.tokens().stream().anyMatch(each -> each.token().equals(token));
    }

    private static int sessionsOfApi(Seen seen) {
        return seen.classes().stream()
                .filter(each -> each.name().equals("api"))
                .mapToInt(each -> each.sessions())
                .sum();
    }

    private static RunningAgent seating(String user, String mode) {
        return seating(user, mode, SeatServer.OWNER);
    }

    private static RunningAgent seating(String user, String mode, String owner) {
        String url = server.postgres().jdbcUrl(server.postgres().database());
        return RunningAgent.seating(url, user, mode, owner, view(1, 0));
    }
}
