package dev.seedgate.admission.api;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** All of the service on a real broker and a real PostgreSQL. Its leases are long: workers that tests play need not renew. */
public final class WholeService implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.ofEntries(
                Map.entry("quarkus.http.test-port", "0"),
                Map.entry("seedgate.partitions", "3"),
                Map.entry("seedgate.grant-partitions", "2"),
                Map.entry("seedgate.catalog", "src/test/resources/catalog"),
                Map.entry("seedgate.clusters.main.databases.shop.description", "The shop"),
                Map.entry("seedgate.clusters.main.classes[0].name", "api"),
                Map.entry("seedgate.clusters.main.classes[0].reservation", "2"),
                Map.entry("seedgate.clusters.main.classes[0].application-name", "api*"),
                Map.entry("seedgate.plans[0].name", "Basic"),
                Map.entry("seedgate.plans[0].max-connections", "25"),
                Map.entry("seedgate.plans[0].price", "15"),
                Map.entry("seedgate.plans[1].name", "Professional 1"),
                Map.entry("seedgate.plans[1].max-connections", "97"),
                Map.entry("seedgate.plans[1].price", "60.50"),
                Map.entry("seedgate.timing.lease", "10m"),
                Map.entry("seedgate.timing.suspect-after", "9m"),
                Map.entry("seedgate.timing.claim", "1m"));
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(StackResource.class));
    }
}
