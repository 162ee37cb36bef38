package dev.seedgate.localstack.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.seedgate.localstack.LocalStack;
import dev.seedgate.localstack.LocalStackConfig;
import dev.seedgate.localstack.postgres.Postgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The witnesses themselves: what they count must be what PostgreSQL has. */
class WorkloadIT {
    private static final Duration OFTEN = Duration.ofMillis(20);
    private static final Duration BOUND = Duration.ofSeconds(30);
    /** Slots for ordinary roles: eight less PostgreSQL's three for superusers. */
    private static final int MAX_CONNECTIONS = 8;

    private static final LocalStack STACK =
            LocalStack.start(LocalStackConfig.forTests().withoutBroker().withMaxConnections(MAX_CONNECTIONS));
    private static final Postgres SERVER = STACK.postgres();
    private static final Login API = new Login(SERVER.jdbcUrl(SERVER.database()), "shop", "secret", "api");

    @BeforeAll
    static void createRole() throws SQLException {
        try (Connection connection = SERVER.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE shop LOGIN PASSWORD 'secret' IN ROLE pg_monitor");
        }
    }

    @AfterAll
    static void stop() {
        STACK.close();
    }

    @Test
    void theSamplerSeesEverySessionUnderItsName() throws SQLException {
        AtomicReference<SessionSample> last = new AtomicReference<>();
        try (SessionSampler sampler = SessionSampler.start(API.named("witness"), OFTEN, last::set);
                BackgroundSessions background = BackgroundSessions.open(API.named("sg:main:main-1"), 2)) {
            await().atMost(BOUND)
                    .untilAsserted(() -> assertThat(last.get().byApplicationName())
                            .containsEntry("witness", 1)
                            .containsEntry("sg:main:main-1", 2));
            assertThat(last.get().withPrefix("sg:main:")).isEqualTo(2);
            assertThat(sampler.failures()).isZero();
            assertThat(background.failures()).isZero();
        }
    }

    @Test
    void theProbeCountsEachRefusalByItsState() throws SQLException {
        try (ApiProbe probe = ApiProbe.start(API, 1, OFTEN)) {
            await().atMost(BOUND).until(() -> probe.result().attempts() > 2);
            assertThat(probe.result().failed()).isZero();

            try (BackgroundSessions others = await().atMost(BOUND) // the probe may be quicker at the last slot
                    .ignoreExceptionsInstanceOf(SQLException.class)
                    .until(() -> BackgroundSessions.open(API.named("others"), 4), Objects::nonNull)) {
                await().atMost(BOUND).until(() -> probe.result().failures().containsKey("53300"));
                assertThat(others.failures()).isZero();
            }
        }
    }

    @Test
    void sessionsAreOpenedAgainAfterARestartOfTheServer() throws SQLException {
        SessionPeaks peaks = new SessionPeaks("background");
        try (BackgroundSessions background = BackgroundSessions.open(API.named("background"), 2);
                SessionSampler sampler = SessionSampler.start(API.named("witness"), OFTEN, peaks)) {
            await().atMost(BOUND).until(() -> peaks.withPrefix() == 2);

            SERVER.restart(MAX_CONNECTIONS);

            await().atMost(BOUND).until(() -> sampler.failures() > 0 && background.failures() > 0);
            SessionPeaks since = new SessionPeaks("background");
            try (SessionSampler fresh = SessionSampler.start(API.named("fresh"), OFTEN, since)) {
                await().atMost(BOUND).until(() -> since.withPrefix() == 2);
                assertThat(fresh.failures()).isZero();
            }
        }
    }
}
