package dev.seedgate.admission.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.seedgate.admission.config.ServerLogin;
import dev.seedgate.admission.ledger.LedgerView;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.protocol.ClusterObservation.Effect;
import dev.seedgate.protocol.ClusterObservation.GoneToken;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class SettlementTest {
    private static final AgentNames NAMES = new AgentNames("test");
    private static final Token.Draining TOKEN = Views.draining(7, 2, Duration.ZERO);

    @Test
    void knowsNothingOfADatabaseWithoutAUrlAndSaysSoAtOnce() {
        try (Settlement settlement = new Settlement(NAMES, Map.of(), Duration.ofHours(1), () -> {})) {
            assertThat(settle(settlement))
                    .containsExactly(new GoneToken(
                            "main-7", new Effect.Unknown("the admission service has no url for the database shop")));
        }
    }

    @Test
    void asksADatabaseThatIsAwayAgainButNotForEver() throws Exception {
        Semaphore wakeUp = new Semaphore(0);
        Map<String, ServerLogin> databases = Map.of("shop", new ServerLogin(nowhere(), "seeder", Optional.empty()));

        try (Settlement settlement = new Settlement(NAMES, databases, Duration.ofMillis(200), wakeUp::release)) {
            assertThat(settle(settlement)).isEmpty();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !settle(settlement).isEmpty());

            assertThat(wakeUp.availablePermits()).isEqualTo(1);
            assertThat(settle(settlement))
                    .singleElement()
                    .satisfies(gone -> assertThat(gone.effect())
                            .isInstanceOfSatisfying(
                                    Effect.Unknown.class,
                                    unknown -> assertThat(unknown.why()).startsWith("08001: ")));
        }
    }

    @Test
    void asksADatabaseThatIsAwayForAsLongAsItMay() throws Exception {
        Map<String, ServerLogin> databases = Map.of("shop", new ServerLogin(nowhere(), "seeder", Optional.empty()));

        try (Settlement settlement = new Settlement(NAMES, databases, Duration.ofHours(1), () -> {})) {
            for (int look = 0; look < 50; look++) {
                assertThat(settle(settlement)).isEmpty();
                Thread.yield();
            }
        }
    }

    private static List<GoneToken> settle(Settlement settlement) {
        LedgerView view = Views.view(5, 7, TOKEN);
        return settlement.settle(view, List.of(TOKEN));
    }

    /** Where nobody listens any more. */
    private static String nowhere() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "jdbc:postgresql://127.0.0.1:" + socket.getLocalPort() + "/shop";
        }
    }
}
