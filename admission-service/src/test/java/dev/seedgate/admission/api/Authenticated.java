package dev.seedgate.admission.api;

import dev.seedgate.admission.config.Role;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@link HttpOnly} with an API key for each role, and an identity provider. */
public final class Authenticated implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> all = new HashMap<>(new HttpOnly().getConfigOverrides());
        for (Role role : Role.values()) {
            String key = "seedgate.access.keys." + Credentials.nameOf(role);
            all.put(key + ".role", Credentials.name(role));
            all.put(key + ".sha256", Credentials.sha256(Credentials.keyOf(role)));
        }
        all.put("seedgate.access.keys.hasty.role", "viewer");
        all.put("seedgate.access.keys.hasty.sha256", Credentials.sha256(CallerLimitsIT.KEY));
        all.put("seedgate.http.max-streams-per-caller", "2");
        all.put("quarkus.oidc.tenant-enabled", "true");
        all.put("quarkus.oidc.public-key", Credentials.publicKey());
        all.put("quarkus.oidc.token.audience", Credentials.AUDIENCE);
        all.put("quarkus.http.auth.roles-mapping.database-people", "operator,submitter,viewer");
        return all;
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(BrokerResource.class));
    }
}
