package dev.seedgate.exec.gate;

import static dev.seedgate.exec.GatedServer.IMPATIENT;
import static dev.seedgate.exec.GatedServer.PATIENT;
import static dev.seedgate.exec.GatedServer.connect;
import static dev.seedgate.exec.GatedServer.gate;
import static dev.seedgate.exec.GatedServer.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.seedgate.exec.GatedServer;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A gate to a server that takes its time to answer what the gate asks for itself. */
class FarServerIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    /** Longer than a session has to lie idle before it makes room. */
    private static final Duration DELAY = PATIENT.rest().multipliedBy(3);

    private static final String RENAMING = "set application_name = 'sg:";
    private static final String ASKING = "pg_listening_channels";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    /** The driver sets the session's name once it is in, and the gate sets it back. */
    @ParameterizedTest
    @ValueSource(strings = {RENAMING, ASKING})
    void whatTheGateAsksForItselfMayTakeItsTime(String slow) throws Exception {
        try (FarServer far = FarServer.before(GatedServer.postgres().port(), slow, DELAY)) {
            Gate gate = gate(1, PATIENT, far.port());
            try (Connection first = connect(gate)) {
                assertThat(query(first, "show application_name"))
                        .isEqualTo(gate.settings().applicationName());
                try (Connection second = connect(gate)) {
                    assertThat(query(second, "select 1")).isEqualTo("1");
                }
                assertThat(query(first, "select 1")).isEqualTo("1");
            }
            assertThat(far.hasHeard(slow)).isTrue();
            assertThat(gate.close()).isTrue();
            assertThat(gate.report().parted()).isPositive();
            assertThat(gate.report().endedByServer()).isZero();
        }
    }

    @Test
    void aGateThatIsClosedWhileItAsksForItselfKnowsThatTheSessionIsGone() throws Exception {
        try (FarServer far = FarServer.before(GatedServer.postgres().port(), ASKING, Duration.ZERO)) {
            Gate gate = gate(1, IMPATIENT, far.port());
            Connection first = connect(gate);
            far.hold();
            Future<Connection> second = threads.submit(() -> connect(gate));
            await().atMost(SOON).until(() -> far.hasHeard(ASKING));
            Future<Boolean> closed = threads.submit(gate::close);
            await().atMost(SOON).until(() -> far.ended() > 0);
            far.release();

            assertThat(closed.get()).isTrue();
            assertThat(first.isValid(1)).isFalse();
            assertThat(second).failsWithin(SOON);
        }
    }
}
