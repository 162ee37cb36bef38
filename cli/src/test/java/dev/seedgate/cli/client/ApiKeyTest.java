package dev.seedgate.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ApiKeyTest {
    @Test
    void isTakenFromTheEnvironmentAndNotShown() {
        ApiKey key = Objects.requireNonNull(ApiKey.ofEnvironment(Map.of("SEEDGATE_API_KEY", "sgk_secret")));

        assertThat(key.header()).isEqualTo("Bearer sgk_secret");
        assertThat(key.toString()).doesNotContain("secret");
        assertThat(ApiKey.ofEnvironment(Map.of())).isNull();
        assertThat(ApiKey.ofEnvironment(Map.of("SEEDGATE_API_KEY", " "))).isNull();
    }

    @Test
    void whatCannotBeAKeyIsRefusedWithoutBeingRepeated() {
        assertThatThrownBy(() -> ApiKey.ofEnvironment(Map.of("SEEDGATE_API_KEY", "sgk_secret\r\nX-Evil: 1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SEEDGATE_API_KEY")
                .message()
                .doesNotContain("secret");
    }
}
