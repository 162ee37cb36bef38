package dev.seedgate.worker.health;

import dev.seedgate.worker.broker.Outbox;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while the broker takes our bids and renewals. A free slot renews its bid and a busy one its lease every few seconds, so
 * silence means that the broker is away.
 */
@Readiness
@Singleton
final class BrokerContact implements HealthCheck {
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final Outbox outbox;

    BrokerContact(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public HealthCheckResponse call() {
        Duration silence = outbox.sinceLastConfirmed();
        return HealthCheckResponse.named("bids and renewals reach the broker")
                .status(silence.compareTo(SILENCE) < 0)
                .withData("secondsSinceLastConfirmed", silence.toSeconds())
                .build();
    }
}
