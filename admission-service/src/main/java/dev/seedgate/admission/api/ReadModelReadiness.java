package dev.seedgate.admission.api;

import dev.seedgate.admission.readmodel.ReadModel;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once everything is read that happened before the start, and as long as the broker answers: otherwise a seed that is not
 * known could not be said not to exist.
 */
@Readiness
@ApplicationScoped
class ReadModelReadiness implements HealthCheck {
    private final ReadModel readModel;

    ReadModelReadiness(ReadModel readModel) {
        this.readModel = readModel;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("read-model")
                .status(readModel.isReady() && readModel.isConnected())
                .build();
    }
}
