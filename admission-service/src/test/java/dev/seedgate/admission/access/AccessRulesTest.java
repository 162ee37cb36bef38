package dev.seedgate.admission.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedgate.admission.config.AccessConfig;
import dev.seedgate.admission.config.Role;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessRulesTest {
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.9.10", "localhost", "::1"})
    void withoutAuthenticationOnlyThisMachineIsServed(String loopback) {
        AccessRules rules = rules(false, false, loopback, false);

        assertThatCode(rules::check).doesNotThrowAnyException();
        assertThat(rules.isOpen()).isTrue();
        assertThat(rules.isPrivate()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
    void withoutAuthenticationTheNetworkIsNotServedUnlessThatIsSaid(String address) {
        assertThatThrownBy(rules(false, false, address, false)::check)
                .hasMessageContaining(address)
                .hasMessageContaining("seedgate.access.keys")
                .hasMessageContaining("seedgate.access.serve-network-without-authentication=true");

        AccessRules meant = rules(false, false, address, true);
        assertThatCode(meant::check).doesNotThrowAnyException();
        assertThat(meant.isOpen()).isTrue();
        assertThat(meant.isPrivate()).as("so callers are limited").isFalse();
    }

    @ParameterizedTest
    @CsvSource({"true, false", "false, true", "true, true"})
    void withAuthenticationTheNetworkIsServed(boolean keys, boolean oidc) {
        AccessRules rules = rules(keys, oidc, "0.0.0.0", false);

        assertThatCode(rules::check).doesNotThrowAnyException();
        assertThat(rules.isOpen()).isFalse();
    }

    @Test
    void anOidcServerThatNobodyIsAskedAtIsAMistake() {
        assertThatThrownBy(() -> new AccessRules(
                        config(false, false), false, Optional.of("https://idp.example/realms/seeds"), "127.0.0.1"))
                .hasMessageContaining("quarkus.oidc.tenant-enabled");
    }

    private static AccessRules rules(boolean keys, boolean oidc, String host, boolean anybody) {
        return new AccessRules(config(keys, anybody), oidc, Optional.empty(), host);
    }

    private static AccessConfig config(boolean keys, boolean anybody) {
        return new AccessConfig() {
            @Override
            public Map<String, ApiKey> keys() {
                return keys ? Map.of("nightly", new Key()) : Map.of();
            }

            @Override
            public boolean serveNetworkWithoutAuthentication() {
                return anybody;
            }
        };
    }

    private record Key() implements AccessConfig.ApiKey {
        @Override
        public Role role() {
            return Role.VIEWER;
        }

        @Override
        public String sha256() {
            return "0".repeat(64);
        }
    }
}
