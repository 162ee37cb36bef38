package dev.seedgate.admission.agent.seats;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** A client's side of SCRAM-SHA-256 (RFC 5802), and the verifiers that PostgreSQL stores. */
public final class Scram {
    private static final int ITERATIONS = 4096;

    private Scram() {}

    /** {@code SCRAM-SHA-256$<iterations>:<salt>$<stored key>:<server key>}; the salt is always the same, which only a test may do. */
    public static String verifier(String password) {
        byte[] salt = "salt-of-a-test-1".getBytes(UTF_8);
        byte[] salted = salted(password, salt, ITERATIONS);
        return "SCRAM-SHA-256$%d:%s$%s:%s"
                .formatted(
                        ITERATIONS,
                        base64(salt),
                        base64(sha256(hmac(salted, "Client Key"))),
                        base64(hmac(salted, "Server Key")));
    }

    /**
     * The client's final message.
     *
     * @param first the client's first message without its header
     * @param challenge the server's first message
     */
    public static String proof(String password, String first, String challenge) {
        String nonce = attribute(challenge, 'r');
        byte[] salted = salted(
                password,
                Base64.getDecoder().decode(attribute(challenge, 's')),
                Integer.parseInt(attribute(challenge, 'i')));
        String bare = "c=biws,r=" + nonce;
        byte[] clientKey = hmac(salted, "Client Key");
        byte[] signature = hmac(sha256(clientKey), first + "," + challenge + "," + bare);
        for (int index = 0; index < clientKey.length; index++) {
            clientKey[index] ^= signature[index];
        }
        return bare + ",p=" + base64(clientKey);
    }

    private static String attribute(String message, char name) {
        for (String part : message.split(",", -1)) {
            if (part.startsWith(name + "=")) {
                return part.substring(2);
            }
        }
        throw new IllegalArgumentException("no " + name + " in " + message);
    }

    private static byte[] salted(String password, byte[] salt, int iterations) {
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(password.toCharArray(), salt, iterations, 256))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
