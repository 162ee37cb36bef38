package dev.seedgate.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenTagTest {
    /** PostgreSQL's NAMEDATALEN less the closing zero; a longer {@code application_name} is cut without an error. */
    private static final int LONGEST_APPLICATION_NAME = 63;

    @Test
    void isTheApplicationNameOfATokensSessions() {
        assertThat(new TokenTag("main", TokenTag.tokenId("shop", 17)).applicationName())
                .isEqualTo("sg:main:shop-17");
    }

    @Test
    void isNotCutByPostgresAtTheLongestNamesAndTheLastFence() {
        String installation = "i".repeat(TokenTag.MAX_INSTALLATION);
        String token = TokenTag.tokenId("c".repeat(TokenTag.MAX_CLUSTER), Long.MAX_VALUE);

        String tag = new TokenTag(installation, token).applicationName();

        assertThat(tag.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(LONGEST_APPLICATION_NAME);
        assertThat(TokenTag.token(installation, tag)).contains(token);

        String login = new TokenTag(installation, token).login();

        assertThat(login.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(LONGEST_APPLICATION_NAME);
        assertThat(TokenTag.tokenOfLogin(installation, login)).contains(token);
    }

    @ParameterizedTest
    @CsvSource({
        "main,   main-17,                  17",
        "main-2, main-2-17,                17",
        "main,   main-9223372036854775807, 9223372036854775807",
        "main,   main-2-17, ",
        "main,   shop-17,   ",
        "main,   main-0,    ",
        "main,   main--1,   ",
        "main,   main-+1,   ",
        "main,   main-017,  ",
        "main,   main-,     ",
        "main,   main,      ",
        "main,   main-9223372036854775808, "
    })
    void aFenceIsReadOnlyFromAnIdThatTheClusterCouldHaveGiven(String cluster, String token, @Nullable Long fence) {
        assertThat(TokenTag.fence(cluster, token).stream().boxed().toList())
                .isEqualTo(fence == null ? List.of() : List.of(fence));
    }

    @ParameterizedTest
    @CsvSource({
        "main,   sg:main:shop-17,   shop-17",
        "main-2, sg:main-2:shop-17, shop-17",
        "main,   sg:main-2:shop-17, ",
        "main-2, sg:main:shop-17,   ",
        "main,   sg:main:,          ",
        "main,   sg:main,           ",
        "main,   SG:main:shop-17,   ",
        "main,   xsg:main:shop-17,  ",
        "main,   '',                "
    })
    void isRecognisedOnlyByItsOwnInstallation(String installation, String applicationName, String token) {
        assertThat(TokenTag.token(installation, applicationName).orElse(null)).isEqualTo(token);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    seventeen-letters | shop-17 | installation must be at most 16 characters long, got: 17
                    Main              | shop-17 | installation must be lower-case letters, digits and single dashes, starting with a letter, got: 'Main'
                    a:b               | shop-17 | installation must be lower-case letters, digits and single dashes, starting with a letter, got: 'a:b'
                    main              | 17      | token must be lower-case letters, digits and single dashes, starting with a letter, got: '17'
                    main              | ''      | token must not be blank
                    """)
    void refusesNamesThatItCouldNotBeReadBackFrom(String installation, String token, String message) {
        assertThatThrownBy(() -> new TokenTag(installation, token))
                .isInstanceOf(InvalidMessageException.class)
                .hasMessage(message);
    }
}
