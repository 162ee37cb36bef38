package dev.seedgate.admission.api;

import dev.seedgate.admission.access.Roles;
import dev.seedgate.admission.api.view.TokenListView;
import dev.seedgate.admission.api.view.TokenView;
import dev.seedgate.admission.readmodel.ReadModel;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Tokens: who holds connections. */
@Path("/v1/tokens")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "tokens", description = "Connections that somebody holds")
public class TokensResource {
    private final ReadModel readModel;

    TokensResource(ReadModel readModel) {
        this.readModel = readModel;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "listTokens", summary = "List the tokens that are charged to the budgets")
    @APIResponse(
            responseCode = "200",
            description = "All tokens, or one cluster's",
            content = @Content(schema = @Schema(implementation = TokenListView.class)))
    public TokenListView list(
            @Parameter(description = "Only this cluster's", example = "main") @QueryParam("cluster") @Nullable String cluster) {
        return new TokenListView(readModel.tokens().stream()
                .filter(token -> cluster == null || cluster.equals(token.cluster()))
                .map(TokenView::of)
                .toList());
    }
}
