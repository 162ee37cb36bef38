package dev.seedgate.admission.api.view;

import static dev.seedgate.admission.Requests.T0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.admission.api.view.HeldTokenView.ConnectionView;
import dev.seedgate.admission.config.DatabaseAddress;
import dev.seedgate.admission.tokens.HeldToken;
import dev.seedgate.admission.tokens.HolderKey;
import dev.seedgate.admission.tokens.TokenOrder;
import dev.seedgate.core.ledger.Offer;
import dev.seedgate.core.ledger.Size;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.core.ledger.TokenTerms;
import dev.seedgate.protocol.Scheduling;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.WorkerId;
import dev.seedgate.protocol.password.TokenPassword;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HeldTokenViewTest {
    private static final HolderKey KEY = HolderKey.of("correct-horse-battery");
    private static final DatabaseAddress ADDRESS = new DatabaseAddress("db", "5433", "shop_production");

    @Test
    void aTokenThatIsALoginRoleComesWithItsPassword() {
        TokenOrder order = order(null);

        ConnectionView connection = view(order, verifierOf(order), ADDRESS);

        assertThat(connection)
                .isEqualTo(new ConnectionView(
                        "db", "5433", "shop_production", "sg_main_main-7", order.password(), "sg:main:main-7"));
    }

    @Test
    void aPasswordThatItsHolderChoseIsNotRepeated() {
        TokenOrder order = order("a-password-of-my-own");

        ConnectionView connection = view(order, verifierOf(order), ADDRESS);

        assertThat(connection.user()).isEqualTo("sg_main_main-7");
        assertThat(connection.password()).isNull();
    }

    @Test
    void underATagWhoeverHoldsItLogsInAsThemselves() {
        ConnectionView connection = view(order(null), null, null);

        assertThat(connection).isEqualTo(new ConnectionView(null, null, null, null, null, "sg:main:main-7"));
    }

    private static TokenOrder order(@Nullable String password) {
        SeedRequest request = SeedRequest.ofHolder(
                new WorkerId("ada@desk", KEY.incarnation()),
                "r1",
                "main",
                "shop",
                "psql",
                2,
                Duration.ofHours(1),
                Scheduling.DEFAULT,
                T0);
        return new TokenOrder(request, KEY, password, Duration.ofSeconds(1), true);
    }

    private static String verifierOf(TokenOrder order) {
        return TokenPassword.of(order.password()).verifier();
    }

    private static ConnectionView view(TokenOrder order, @Nullable String verifier, @Nullable DatabaseAddress address) {
        TokenTerms terms = new TokenTerms(
                "main-7",
                7,
                "r1",
                "r1",
                new Offer(2, List.of()),
                new WorkerId("ada@desk", KEY.incarnation()),
                null,
                Size.fixed(2, T0),
                "shop",
                verifier,
                T0,
                null);
        Token.Live token = new Token.Active(terms, T0.plusSeconds(7), T0.plusSeconds(15));
        HeldToken held = new HeldToken(token, order, Duration.ofSeconds(15), Duration.ofSeconds(5));
        return HeldTokenView.of(held, "main", address).connection();
    }
}
