package dev.seedgate.exec.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedgate.exec.gate.GateSettings.Account;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PasswordProofTest {
    private static final int MD5 = 5;
    private static final int GSS = 7;

    /** The expected text is Python's {@code hashlib}'s. */
    @Test
    void saltsTheDigestOfPasswordAndUser() throws Exception {
        byte[] answer = new PasswordProof(new Account("seeder", "secret"))
                .answer(MD5, ByteBuffer.wrap(new byte[] {1, 2, 3, 4}));

        assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("md5542c8aee9ef6811464d58ce40a00cea3\0");
    }

    @Test
    void whatItDoesNotKnowIsNamed() {
        var proof = new PasswordProof(new Account("seeder", "secret"));

        assertThatThrownBy(() -> proof.answer(GSS, ByteBuffer.allocate(0)))
                .isInstanceOf(RefusedException.class)
                .hasMessage("PostgreSQL wants a kind of authentication that the gate does not know (7)");
    }
}
