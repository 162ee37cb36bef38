package dev.seedgate.admission.app;

import dev.seedgate.catalog.LiveCatalog;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Says whether the catalog's folder is what is served. Never a reason to be taken out of service: the last good one is. */
@Readiness
@ApplicationScoped
class CatalogHealth implements HealthCheck {
    private final LiveCatalog catalog;

    CatalogHealth(LiveCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("catalog")
                .up()
                .withData("seeds", catalog.current().names().size());
        catalog.problem().ifPresent(problem -> response.withData("refused", String.valueOf(problem.getMessage())));
        return response.build();
    }
}
