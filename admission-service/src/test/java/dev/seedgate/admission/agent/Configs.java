package dev.seedgate.admission.agent;

import dev.seedgate.admission.config.ConsumerClasses;
import dev.seedgate.admission.config.SeedgateConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Configurations, read as the service reads them. */
public final class Configs {
    private Configs() {}

    /** One cluster {@code main} with the classes api (by name), background (by user) and studio (no pattern). */
    public static SeedgateConfig config(Map<String, String> more) {
        Map<String, String> properties = new HashMap<>(Map.ofEntries(
                Map.entry("seedgate.catalog", "seeds"),
                Map.entry("seedgate.clusters.main.agent.url", "jdbc:postgresql://127.0.0.1/postgres"),
                Map.entry("seedgate.clusters.main.agent.username", "nobody"),
                Map.entry("seedgate.clusters.main.databases.shop.description", "the shop"),
                Map.entry("seedgate.clusters.main.headroom", "1"),
                Map.entry("seedgate.clusters.main.classes[0].name", "api"),
                Map.entry("seedgate.clusters.main.classes[0].reservation", "2"),
                Map.entry("seedgate.clusters.main.classes[0].application-name", "api-*"),
                Map.entry("seedgate.clusters.main.classes[1].name", "background"),
                Map.entry("seedgate.clusters.main.classes[1].reservation", "8"),
                Map.entry("seedgate.clusters.main.classes[1].user", "background"),
                Map.entry("seedgate.clusters.main.classes[2].name", "studio"),
                Map.entry("seedgate.clusters.main.classes[2].reservation", "2")));
        properties.putAll(more);
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(SeedgateConfig.class)
                .withDefaultValues(properties)
                .build()
                .getConfigMapping(SeedgateConfig.class);
    }

    static ConsumerClasses classes(Map<String, String> more) {
        return ConsumerClasses.of(
                "main", Objects.requireNonNull(config(more).clusters().get("main")));
    }
}
