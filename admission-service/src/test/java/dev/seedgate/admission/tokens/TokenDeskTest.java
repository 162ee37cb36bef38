package dev.seedgate.admission.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedgate.admission.Requests;
import dev.seedgate.core.ledger.DrainReason;
import dev.seedgate.core.ledger.Token;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TokenDeskTest {
    private static final Token.Active TOKEN = Requests.token(7, "r1", 2);

    @Test
    void aTokenThatWasClaimedIsItsHolders() throws Exception {
        assertThat(TokenDesk.requireClaimable(TOKEN)).isEqualTo(TOKEN);
    }

    /** Whoever waited never had it, and may ask again. */
    @Test
    void oneWhoseClaimCameTooLateWasNotLost() {
        assertThatThrownBy(() -> TokenDesk.requireClaimable(draining(DrainReason.UNCLAIMED)))
                .isInstanceOf(TokenNotClaimedException.class)
                .hasMessageContaining("token main-7 was granted, but its claim came too late");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNCLAIMED")
    void oneThatIsTakenBackForAnotherReasonIsLost(DrainReason reason) {
        assertThatThrownBy(() -> TokenDesk.requireClaimable(draining(reason)))
                .isInstanceOf(TokenLostException.class)
                .hasMessageEndingWith(reason.words());
    }

    private static Token draining(DrainReason reason) {
        return new Token.Draining(TOKEN.terms(), reason, 1, TOKEN.terms().grantedAt(), null);
    }
}
