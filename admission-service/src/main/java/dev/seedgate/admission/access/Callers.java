package dev.seedgate.admission.access;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who asks: the name that an API key or a token gives, else the address. */
@Singleton
public class Callers {
    private static final String CALLER = Callers.class.getName();

    private final IdentityProviderManager providers;
    private final CurrentVertxRequest current;
    private final AccessRules rules;

    Callers(IdentityProviderManager providers, CurrentVertxRequest current, AccessRules rules) {
        this.providers = providers;
        this.current = current;
        this.rules = rules;
    }

    /**
     * Somebody who asks.
     *
     * @param name as he has shown it, or null where he has shown nothing
     */
    record Caller(@Nullable String name, String address) {
        String text() {
            return name == null ? address : name;
        }
    }

    /** Whether some callers must be kept from taking the place of others; programs of this machine that need not say who they are are one. */
    public boolean areLimited() {
        return !rules.isPrivate();
    }

    /** Whether the request means this service, by the host that it names. */
    public boolean meansUs(RoutingContext request) {
        HostAndPort named = request.request().authority();
        return rules.answersTo(named == null ? null : named.host());
    }

    /** Finds out who asks. Whoever shows what is worth nothing is known by his address; that it is refused is another's business. */
    public Uni<String> identify(RoutingContext request) {
        String address = request.request().remoteAddress().hostAddress();
        return QuarkusHttpUser.getSecurityIdentity(request, providers)
                .map(identity -> new Caller(nameOf(identity), address))
                .onFailure()
                .recoverWithItem(new Caller(null, address))
                .invoke(caller -> request.put(CALLER, caller))
                .map(Caller::text);
    }

    /** Who asks now. */
    public String name() {
        return caller().text();
    }

    /** As whom the one who asks now has shown himself. */
    public Optional<String> authenticatedName() {
        return Optional.ofNullable(caller().name());
    }

    private Caller caller() {
        RoutingContext request = current.getCurrent();
        return Objects.requireNonNull(request.<Caller>get(CALLER), "nobody has been identified");
    }

    private static @Nullable String nameOf(@Nullable SecurityIdentity identity) {
        return identity == null || identity.isAnonymous()
                ? null
                : identity.getPrincipal().getName();
    }
}
