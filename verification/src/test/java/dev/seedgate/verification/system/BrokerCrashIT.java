package dev.seedgate.verification.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.protocol.SeedState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Kafka is gone for a while, under load. */
class BrokerCrashIT {
    /** After the broker answers again, until everybody has found it and the ledger is decided on. */
    private static final Duration RETURN = Duration.ofSeconds(45);

    @Test
    void nothingAcceptedIsLostAndWhatIsRefusedMeanwhileNeverAppears() throws Exception {
        SeedgateSystem system = SeedgateSystem.shared();
        try (Run run = system.begin()) {
            List<String> seeds = new ArrayList<>(run.postTally(10, Duration.ofSeconds(1)));
            seeds.addAll(run.postExamples(List.of("meyer-prices", "keystone-inventory")));
            run.awaitRunning(2);

            Instant gone = Instant.now();
            system.stack().broker().kill();
            List<String> refused = List.of(
                    postInVain(run, null, "broker-away"),
                    // Whether a key was used before cannot be known then either.
                    postInVain(run, UUID.randomUUID().toString(), "read-model-behind"));
            system.stack().broker().start();
            // As long as it was: a container on a busy machine has taken a minute and a half to come back.
            Duration outage = Duration.between(gone, Instant.now());
            seeds.addAll(run.postTally(2, Duration.ZERO));

            run.awaitFinished();
            assertThat(seeds).allMatch(id -> run.last(id).state() == SeedState.SUCCEEDED);
            run.verify(outage.plus(RETURN).plus(SeedgateSystem.LEASE));
            assertThat(run.requests().ids())
                    .as("entries that were refused")
                    .noneMatch(id -> refused.contains(
                            String.valueOf(run.last(id).request().parameters().get("entry"))));
        }
    }

    /** Returns the entry that must never be seen. */
    private static String postInVain(Run run, @Nullable String key, String why) throws IOException {
        String entry = Orders.newEntry();
        Api.Answer answer = run.orders().post(Orders.tally(entry, Duration.ZERO), key);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.problem()).isIn("broker-away", why);
        assertThat(answer.retryAfter()).isPresent();
        return entry;
    }
}
