package dev.seedgate.admission.api;

import dev.seedgate.admission.intake.Intake;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the broker takes what is posted: without it every post would be refused. */
@Readiness
@ApplicationScoped
class IntakeReadiness implements HealthCheck {
    private final Intake intake;

    IntakeReadiness(Intake intake) {
        this.intake = intake;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("intake").status(intake.isConnected()).build();
    }
}
