package dev.seedgate.admission.access;

import dev.seedgate.admission.config.AccessConfig;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Whether callers must say who they are, and which addresses the service may listen on. */
@Singleton
public class AccessRules {
    static final String SERVE_ANYBODY = "seedgate.access.serve-network-without-authentication";
    private static final String OIDC = "quarkus.oidc.tenant-enabled";
    private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    private final boolean authenticated;
    private final boolean loopback;
    private final String host;
    private final boolean serveAnybody;

    /** @throws IllegalArgumentException naming the property that is wrong */
    AccessRules(
            AccessConfig config,
            @ConfigProperty(name = OIDC) boolean oidc,
            @ConfigProperty(name = "quarkus.oidc.auth-server-url") Optional<String> oidcServer,
            @ConfigProperty(name = "quarkus.http.host") String host) {
        if (oidcServer.isPresent() && !oidc) {
            throw new IllegalArgumentException("quarkus.oidc.auth-server-url is set, but " + OIDC
                    + " is not true; set it, or nobody is asked for tokens");
        }
        this.authenticated = oidc || !ApiKeys.of(config).isEmpty();
        this.host = host;
        this.loopback = isLoopback(host);
        this.serveAnybody = config.serveNetworkWithoutAuthentication();
    }

    /** Whether everybody who reaches the service may do everything. */
    boolean isOpen() {
        return !authenticated;
    }

    /** Whether only programs of this machine can reach it, and none of them need say who they are. */
    boolean isPrivate() {
        return loopback && !authenticated;
    }

    /** @throws IllegalStateException when everybody on the network could do everything, and nobody has said that this is meant */
    void check() {
        if (!authenticated && !loopback && !serveAnybody) {
            throw new IllegalStateException(
                    "quarkus.http.host is %s, but neither API keys (seedgate.access.keys.…) nor OIDC (%s) are configured: everybody who reaches that address could do everything. Configure one, listen on 127.0.0.1, or say that this is meant: %s=true"
                            .formatted(host, OIDC, SERVE_ANYBODY));
        }
    }

    /**
     * Whether a request that names this host may be answered. Where only this machine is served and nobody need say who he is, a web page
     * from elsewhere could have its own name point here (DNS rebinding) and act as whoever has it open.
     */
    boolean answersTo(@Nullable String named) {
        return !isPrivate() || (named != null && LOCAL_NAMES.contains(named));
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "quarkus.http.host is no address of this machine, got: '" + host + "'", e);
        }
    }
}
