package dev.seedgate.admission.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedgate.admission.config.AccessConfig;
import dev.seedgate.admission.config.Role;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeysTest {
    private static final String KEY = "sgk_0123456789abcdef0123456789abcdef";
    /** As sha256sum prints it. */
    private static final String HASH = "a3c0751b4395b54747c81445e75c605b46de845e9ec3ed09857a22c6150b45d1";

    private static final String SHORT_HASH = "470273366f13387737c9d386815ca63d02937c2a1b9cba10e8747d6118268723";

    @Test
    void aKeyIsItsOwnersAndNobodyElses() {
        ApiKeys keys = ApiKeys.of(config(Map.of("nightly", key(Role.SUBMITTER, HASH))));

        assertThat(keys.ownerOf(KEY)).contains(new ApiKeys.Owner("nightly", Role.SUBMITTER));
        assertThat(keys.ownerOf(KEY + "0")).isEmpty();
        assertThat(keys.ownerOf(KEY.toUpperCase(Locale.ROOT))).isEmpty();
        assertThat(keys.ownerOf(HASH)).as("the hash itself").isEmpty();
    }

    @Test
    void aKeyThatCouldBeGuessedIsNobodysEvenWhereItsHashIsConfigured() {
        ApiKeys keys = ApiKeys.of(config(Map.of("lazy", key(Role.VIEWER, SHORT_HASH))));

        assertThat(keys.ownerOf("sgk_1234")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sgk_0123456789abcdef0123456789abcdef", "zz", "aa2f8bee"})
    void whatIsNoHashStopsTheStartAndIsNotRepeated(String hash) {
        assertThatThrownBy(() -> ApiKeys.of(config(Map.of("nightly", key(Role.VIEWER, hash)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("seedgate.access.keys.nightly.sha256")
                .message()
                .doesNotContain("sgk_");
    }

    @Test
    void aRoleIncludesThoseBelowIt() {
        assertThat(Role.VIEWER.withIncluded()).containsExactlyInAnyOrder("viewer");
        assertThat(Role.SUBMITTER.withIncluded()).containsExactlyInAnyOrder("viewer", "submitter");
        assertThat(Role.OPERATOR.withIncluded()).containsExactlyInAnyOrderElementsOf(Roles.ALL);
    }

    private static AccessConfig config(Map<String, AccessConfig.ApiKey> keys) {
        return new AccessConfig() {
            @Override
            public Map<String, ApiKey> keys() {
                return new LinkedHashMap<>(keys);
            }

            @Override
            public boolean serveNetworkWithoutAuthentication() {
                return false;
            }
        };
    }

    private static AccessConfig.ApiKey key(Role role, String hash) {
        return new AccessConfig.ApiKey() {
            @Override
            public Role role() {
                return role;
            }

            @Override
            public String sha256() {
                return hash;
            }
        };
    }
}
