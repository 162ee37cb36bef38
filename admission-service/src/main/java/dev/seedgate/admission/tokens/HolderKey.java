package dev.seedgate.admission.tokens;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret by which the holder of a token is known again: who has it may renew the token and give it back. It is the holder's and
 * never written anywhere; what travels on Kafka is a hash of it.
 */
public final class HolderKey {
    /** Shorter ones can be guessed. */
    public static final int LEAST_LENGTH = 16;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 24;

    private final String text;

    private HolderKey(String text) {
        this.text = text;
    }

    public static HolderKey of(String text) {
        return new HolderKey(text);
    }

    public static HolderKey random() {
        byte[] secret = new byte[BYTES];
        RANDOM.nextBytes(secret);
        return new HolderKey(base64(secret));
    }

    /** What its owner sends with everything that concerns the token. */
    public String text() {
        return text;
    }

    /** What the ledger knows of it: the holder's incarnation. */
    public String incarnation() {
        try {
            return base64(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** A password that only its owner can be told, and again as often as it asks; nobody needs to keep it. */
    String password(String request) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return base64(mac.doFinal(("password of " + request).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "a holder's key";
    }
}
