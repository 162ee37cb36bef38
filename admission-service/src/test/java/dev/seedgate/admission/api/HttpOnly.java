package dev.seedgate.admission.api;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** The HTTP API on a real broker, without the ledger loop: what the ledger says is written by the tests. */
public final class HttpOnly implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.ofEntries(
                Map.entry("quarkus.arc.exclude-types", "dev.seedgate.admission.app.AdmissionService"),
                Map.entry("quarkus.http.test-port", "0"),
                Map.entry("seedgate.catalog", "src/test/resources/catalog"),
                Map.entry("seedgate.clusters.main.agent.url", "jdbc:postgresql://127.0.0.1:1/postgres"),
                Map.entry("seedgate.clusters.main.agent.username", "postgres"),
                Map.entry("seedgate.clusters.main.databases.shop.description", "The shop"),
                Map.entry("seedgate.clusters.main.classes[0].name", "api"),
                Map.entry("seedgate.clusters.main.classes[0].reservation", "12"),
                Map.entry("seedgate.clusters.main.classes[0].application-name", "api*"),
                Map.entry("seedgate.clusters.other.agent.url", "jdbc:postgresql://127.0.0.1:1/postgres"),
                Map.entry("seedgate.clusters.other.agent.username", "postgres"),
                Map.entry("seedgate.clusters.other.databases.stats.description", "Statistics"),
                Map.entry("seedgate.clusters.other.classes[0].name", "api"),
                Map.entry("seedgate.clusters.other.classes[0].reservation", "2"),
                Map.entry("seedgate.clusters.other.classes[0].user", "api"),
                Map.entry("seedgate.http.broker-timeout", "2s"),
                Map.entry("seedgate.http.max-batch", "20"),
                Map.entry("seedgate.http.max-watchers", "5"),
                Map.entry("seedgate.http.max-streams", "4"),
                Map.entry("seedgate.http.max-body-size", "100K"));
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(BrokerResource.class));
    }
}
