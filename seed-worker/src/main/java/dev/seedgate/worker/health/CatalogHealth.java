package dev.seedgate.worker.health;

import dev.seedgate.catalog.LiveCatalog;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Says whether the catalog's folder is what is served. Never a reason to be taken out of service: the last good one is. */
@Readiness
@Singleton
final class CatalogHealth implements HealthCheck {
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
