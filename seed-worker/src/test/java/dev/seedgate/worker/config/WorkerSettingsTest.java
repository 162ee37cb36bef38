package dev.seedgate.worker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerSettingsTest {
    private static final String SHOP = "seedgate.clusters.main.databases.shop.";

    private final Map<String, String> properties = new HashMap<>(Map.of(
            "seedgate.catalog",
            "seeds",
            SHOP + "url",
            "jdbc:postgresql://localhost/shop",
            SHOP + "username",
            "seeder"));

    @Test
    void takesTheHostsNameAndTheDefaults() {
        WorkerSettings settings = settings();

        assertThat(settings.id().name()).isEqualTo("the-host");
        assertThat(settings.slots()).isEqualTo(2);
        assertThat(settings.database("main", "shop")).isPresent();
        assertThat(settings.database("main", "other")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "seedgate.worker.slots|0|seedgate.worker.slots must be between 1 and 1000, got: 0",
                "seedgate.worker.grace-period|-1s|seedgate.worker.grace-period must not be negative, got: PT-1S",
                "seedgate.worker.lease-margin|0s|seedgate.worker.lease-margin must be positive, got: PT0S",
                "seedgate.topic-prefix|a b|seedgate.topic-prefix must be empty, or letters",
                "seedgate.installation|Main|seedgate.installation must be lower-case letters",
                "seedgate.clusters.main.databases.shop.url|localhost|seedgate.clusters.main.databases.shop.url must be a JDBC",
                "seedgate.clusters.main.databases.shop.url|jdbc:postgresql://h/d?ssl=true&ApplicationName=x|"
                        + "seedgate.clusters.main.databases.shop.url must not set ApplicationName",
                "seedgate.clusters.main.databases.shop.url|jdbc:postgresql://h/d?user=x|"
                        + "seedgate.clusters.main.databases.shop.url must not set user",
                "seedgate.clusters.main.databases.shop.url|jdbc:postgresql://h/d?password=x|"
                        + "seedgate.clusters.main.databases.shop.url must not set password, which the worker sets, got:"
                        + " jdbc:postgresql://h/d?password=…",
            })
    void aBadValueIsRefusedByTheNameOfItsProperty(String property, String value, String message) {
        properties.put(property, value);

        assertThatThrownBy(this::settings).hasMessageContaining(message);
    }

    private WorkerSettings settings() {
        WorkerConfig config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .withMapping(WorkerConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .build()
                .getConfigMapping(WorkerConfig.class);
        return WorkerSettings.of(config, "the-host", "first");
    }
}
