package dev.seedgate.protocol.password;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * What one bid's token can be opened with, should it become a login role. It is never written anywhere;
 * what travels is its verifier, from which nobody can log in.
 */
public final class TokenPassword {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private final String text;
    private final String verifier;

    private TokenPassword(String text, String verifier) {
        this.text = text;
        this.verifier = verifier;
    }

    /** A new one; takes a few milliseconds, which is what the verifier's derivation costs. */
    public static TokenPassword random() {
        byte[] secret = new byte[BYTES];
        RANDOM.nextBytes(secret);
        return of(Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /**
     * One that somebody chose.
     *
     * @param text printable ASCII: nothing that SASLprep (RFC 4013) would change
     */
    public static TokenPassword of(String text) {
        byte[] salt = new byte[ScramVerifier.SALT_BYTES];
        RANDOM.nextBytes(salt);
        return new TokenPassword(text, ScramVerifier.of(text, salt));
    }

    /** What its holder logs in with. */
    public String text() {
        return text;
    }

    /** What PostgreSQL stores of it. */
    public String verifier() {
        return verifier;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "a password";
    }
}
