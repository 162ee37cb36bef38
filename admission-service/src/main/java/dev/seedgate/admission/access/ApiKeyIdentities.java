package dev.seedgate.admission.access;

import dev.seedgate.admission.config.AccessConfig;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Tells by an API key who somebody is. */
@Singleton
final class ApiKeyIdentities implements IdentityProvider<ApiKeyRequest> {
    private final ApiKeys keys;

    ApiKeyIdentities(AccessConfig config) {
        this.keys = ApiKeys.of(config);
    }

    @Override
    public Class<ApiKeyRequest> getRequestType() {
        return ApiKeyRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(ApiKeyRequest request, AuthenticationRequestContext context) {
        return keys.ownerOf(request.key())
                .map(owner -> Uni.createFrom().item(identity(owner)))
                .orElseGet(
                        () -> Uni.createFrom().failure(new AuthenticationFailedException("nobody has this API key")));
    }

    private static SecurityIdentity identity(ApiKeys.Owner owner) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(owner.name()))
                .addRoles(owner.role().withIncluded())
                .build();
    }
}
