package dev.seedgate.admission.access;

import dev.seedgate.admission.config.Role;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Gives everybody the roles that theirs include; and, where nobody need say who he is, all of them. */
@Singleton
final class IncludedRoles implements SecurityIdentityAugmentor {
    private final AccessRules rules;

    IncludedRoles(AccessRules rules) {
        this.rules = rules;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        return Uni.createFrom()
                .item(QuarkusSecurityIdentity.builder(identity)
                        .addRoles(included(identity))
                        .build());
    }

    private Set<String> included(SecurityIdentity identity) {
        if (identity.isAnonymous()) {
            return rules.isOpen() ? Roles.ALL : Set.of();
        }
        return identity.getRoles().stream()
                .map(Role::named)
                .flatMap(Optional::stream)
                .flatMap(role -> role.withIncluded().stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
