package dev.seedgate.admission.api;

import dev.seedgate.admission.access.Roles;
import dev.seedgate.admission.api.view.CatalogView;
import dev.seedgate.catalog.LiveCatalog;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The catalog: what can be posted, and with which parameters. */
@Path("/v1/catalog")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "catalog", description = "What can be posted")
public class CatalogResource {
    private final LiveCatalog catalog;

    CatalogResource(LiveCatalog catalog) {
        this.catalog = catalog;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "getCatalog",
            summary = "List the seeds that can be posted",
            description =
                    "As this replica has read them, with what each needs and which parameters it takes. What a seed does, its"
                            + " steps and its feeds, is not in it.")
    @APIResponse(
            responseCode = "200",
            description = "All seeds of the catalog",
            content = @Content(schema = @Schema(implementation = CatalogView.class)))
    public CatalogView get() {
        return CatalogView.of(catalog);
    }
}
