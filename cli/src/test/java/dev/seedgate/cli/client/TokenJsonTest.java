package dev.seedgate.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenJsonTest {
    private static final String TOKEN = """
            {"token":"main-17","fence":17,"cluster":"main","request":"r-1","connections":2,"holderKey":"k",
             "lease":"PT15S","renewal":"PT5S","later":{"more":[1,{"token":"another"}]},
             "connection":{"host":"db","port":"5432","database":"shop","user":null,"applicationName":"sg:main:main-17"}}""";

    @Test
    void anOrderSaysWhatWasSaidAndNothingElse() {
        var order = new TokenOrder(
                "shop", new ConnectionRange(2, 8), "ada \"a\"", "psql", 700, "team", "prices", "1h", "PT1S", false);
        var least =
                new TokenOrder("shop", ConnectionRange.exactly(1), "ada", "psql", null, null, null, null, "PT1S", null);

        assertThat(text(TokenJson.of(order)))
                .isEqualTo("{\"database\":\"shop\",\"connections\":{\"min\":2,\"max\":8},\"holder\":\"ada \\\"a\\\"\","
                        + "\"purpose\":\"psql\",\"priority\":700,\"tenant\":\"team\",\"concurrencyKey\":\"prices\","
                        + "\"timeout\":\"1h\",\"waitFor\":\"PT1S\",\"keepPlace\":false}");
        assertThat(text(TokenJson.of(least)))
                .isEqualTo("{\"database\":\"shop\",\"connections\":1,\"holder\":\"ada\",\"purpose\":\"psql\","
                        + "\"waitFor\":\"PT1S\"}");
        assertThat(text(TokenJson.of(new TokenSize(4, 3)))).isEqualTo("{\"connections\":4,\"sizing\":3}");
    }

    @Test
    void aTokenIsReadWhateverElseIsSaid() throws IOException {
        HeldToken token = TokenJson.heldToken(TOKEN);

        assertThat(token)
                .isEqualTo(new HeldToken(
                        "main-17",
                        17,
                        "main",
                        2,
                        "k",
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(5),
                        new HeldToken.Connection("db", "5432", "shop", null, null, "sg:main:main-17")));
    }

    @Test
    void whatIsNoTokenIsSaidToBeNone() {
        assertThatThrownBy(() -> TokenJson.heldToken("{\"token\":\"main-17\"}"))
                .isInstanceOf(IOException.class)
                .hasMessage("it has no field fence");
        assertThatThrownBy(() -> TokenJson.heldToken(TOKEN.replace("PT15S", "soon")))
                .isInstanceOf(IOException.class)
                .hasMessage("lease must be a duration such as PT15S, got: 'soon'");
        assertThatThrownBy(() -> TokenJson.heldToken("<html>")).isInstanceOf(IOException.class);
    }

    @Test
    void aLeaseWithoutSizesHasNone() throws IOException {
        assertThat(TokenJson.lease("{\"connections\":4,\"keep\":2,\"sizing\":3,\"lease\":\"PT15S\"}"))
                .isEqualTo(new LeaseView(2, 3));
        assertThat(TokenJson.lease("{}")).isEqualTo(new LeaseView(0, 0));
        assertThat(TokenJson.lease("")).isEqualTo(new LeaseView(0, 0));
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
