package dev.seedgate.admission.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;

/** Who may use the HTTP API, under {@code seedgate.access.}. OIDC is configured as Quarkus has it, under {@code quarkus.oidc.}. */
@ConfigMapping(prefix = "seedgate.access")
public interface AccessConfig {
    /** API keys, by a name that tells whose they are. */
    Map<String, ApiKey> keys();

    /** Whether to listen on other than loopback addresses although everybody who reaches them may do everything. */
    @WithDefault("false")
    boolean serveNetworkWithoutAuthentication();

    /** One API key. */
    interface ApiKey {
        Role role();

        /** SHA-256 of the whole key, in hexadecimal digits. */
        String sha256();
    }
}
