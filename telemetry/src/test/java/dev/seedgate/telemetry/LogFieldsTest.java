package dev.seedgate.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.protocol.Scheduling;
import dev.seedgate.protocol.SeedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogFieldsTest {
    @AfterEach
    void clear() {
        MDC.clear();
    }

    @Test
    void areThereUntilTheyAreClosed() {
        try (LogFields fields = new LogFields()) {
            fields.cluster("main");
            fields.request("r1");
            assertThat(MDC.getMap()).isEqualTo(Map.of("cluster", "main", "request", "r1"));
        }

        assertThat(MDC.getMap()).isEmpty();
    }

    @Test
    void tellTheTraceOfARequestThatHasOne() {
        SeedRequest request = new SeedRequest(
                        "r1",
                        "main",
                        "shop",
                        "meyer",
                        2,
                        3,
                        Duration.ofMinutes(1),
                        Map.of(),
                        Scheduling.DEFAULT,
                        Instant.EPOCH)
                .tracedAs("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        try (LogFields fields = new LogFields()) {
            fields.request(request);
            assertThat(MDC.getMap())
                    .isEqualTo(Map.of(
                            "cluster",
                            "main",
                            "database",
                            "shop",
                            "request",
                            "r1",
                            "traceId",
                            "4bf92f3577b34da6a3ce929d0e0e4736"));
        }

        assertThat(MDC.getMap()).isEmpty();
    }

    @Test
    void giveWayToThoseOfWorkWithinTheWork() {
        try (LogFields outer = new LogFields()) {
            outer.cluster("main");
            outer.token("main-1");
            try (LogFields inner = new LogFields()) {
                inner.token("main-2");
                inner.token("main-3");
                assertThat(MDC.getMap()).isEqualTo(Map.of("cluster", "main", "token", "main-3"));
            }

            assertThat(MDC.getMap()).isEqualTo(Map.of("cluster", "main", "token", "main-1"));
        }
    }
}
