package dev.seedgate.verification.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.protocol.Enforcement;
import dev.seedgate.protocol.Reply;
import dev.seedgate.protocol.Scheduling;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditTest {
    private final Audit audit = new Audit();

    @Test
    void everyRequestGrantedOnceIsSound() {
        List.of("r1", "r2").forEach(audit::submitted);
        audit.granted(grant("r1", "b1", 7));
        audit.granted(grant("r2", "b2", 8));

        assertThat(audit.isSound()).isTrue();
        assertThat(audit.isComplete()).isTrue();
        assertThat(audit.words()).isEqualTo("2 grants: 0 lost, 0 doubled, 0 skipped");
    }

    @Test
    void aRequestWithoutAGrantIsLost() {
        List.of("r1", "r2").forEach(audit::submitted);
        audit.granted(grant("r1", "b1", 7));

        assertThat(audit.isSound()).isFalse();
        assertThat(audit.isComplete()).isFalse();
        assertThat(audit.words()).isEqualTo("1 grants: 1 lost, 0 doubled, 0 skipped");
    }

    @Test
    void aRequestOrABidOrAFenceGrantedAgainIsDoubled() {
        List.of("r1", "r2").forEach(audit::submitted);
        audit.granted(grant("r1", "b1", 7));
        audit.granted(grant("r1", "b2", 8));
        audit.granted(grant("r2", "b1", 9));
        audit.granted(grant("r2", "b3", 9));

        assertThat(audit.words()).isEqualTo("2 grants: 0 lost, 3 doubled, 0 skipped");
        assertThat(audit.isSound()).isFalse();
    }

    @Test
    void aFenceThatNobodyReceivedIsSkipped() {
        List.of("r1", "r2").forEach(audit::submitted);
        audit.granted(grant("r1", "b1", 7));
        audit.granted(grant("r2", "b2", 9));

        assertThat(audit.words()).isEqualTo("2 grants: 0 lost, 0 doubled, 1 skipped");
        assertThat(audit.isSound()).isFalse();
    }

    private static Reply.Grant grant(String request, String bid, long fence) {
        Duration seconds = Duration.ofSeconds(5);
        SeedRequest asked = new SeedRequest(
                request,
                "main",
                "shop",
                "meyer",
                1,
                3,
                seconds,
                Map.of(),
                Scheduling.DEFAULT,
                Instant.parse("2026-01-01T00:00:00Z"));
        return new Reply.Grant(
                "main",
                new WorkerId("w1", "life"),
                bid,
                "main-" + fence,
                fence,
                1,
                1,
                seconds,
                seconds,
                seconds,
                Enforcement.TAG,
                asked);
    }
}
