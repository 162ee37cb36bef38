package dev.seedgate.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

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
