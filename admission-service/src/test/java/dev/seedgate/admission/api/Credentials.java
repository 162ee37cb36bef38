package dev.seedgate.admission.api;

import dev.seedgate.admission.config.Role;
import io.smallrye.jwt.build.Jwt;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/** API keys and tokens for tests: one key for each role, and tokens that an identity provider of the tests' own has signed. */
final class Credentials {
    static final String AUDIENCE = "seedgate";
    private static final KeyPair PROVIDER = shared(Credentials.class.getName());
    private static final KeyPair SOMEBODY = keyPair();

    private Credentials() {}

    static String keyOf(Role role) {
        return "sgk_key-of-the-" + name(role) + "-that-nobody-could-guess";
    }

    static String nameOf(Role role) {
        return "the-" + name(role);
    }

    static String sha256(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the service knows the identity provider by. */
    static String publicKey() {
        return Base64.getEncoder().encodeToString(PROVIDER.getPublic().getEncoded());
    }

    static String token(String name, String group) {
        return token(name, group, AUDIENCE, Instant.now().plusSeconds(300));
    }

    static String token(String name, String group, String audience, Instant expiry) {
        return Jwt.upn(name).groups(group).audience(audience).expiresAt(expiry).sign(PROVIDER.getPrivate());
    }

    static String forgedToken() {
        return Jwt.upn("mallory")
                .groups("operator")
                .audience(AUDIENCE)
                .expiresAt(Instant.now().plusSeconds(300))
                .sign(SOMEBODY.getPrivate());
    }

    /** Signed by nobody, which its header admits. */
    static String unsignedToken() {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String header = base64.encodeToString("{\"alg\":\"none\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));
        String body = base64.encodeToString("{\"upn\":\"mallory\",\"groups\":[\"operator\"],\"aud\":\"%s\",\"exp\":%d}"
                .formatted(AUDIENCE, Instant.now().plusSeconds(300).getEpochSecond())
                .getBytes(StandardCharsets.UTF_8));
        return header + "." + body + ".";
    }

    static String name(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    /** Quarkus loads profiles and tests by different class loaders: what both are to know lies outside of them. */
    private static KeyPair shared(String property) {
        String known = System.getProperty(property);
        if (known == null) {
            KeyPair made = keyPair();
            Base64.Encoder base64 = Base64.getEncoder();
            System.setProperty(
                    property,
                    base64.encodeToString(made.getPublic().getEncoded()) + " "
                            + base64.encodeToString(made.getPrivate().getEncoded()));
            return made;
        }
        byte[][] parts = {
            Base64.getDecoder().decode(known.substring(0, known.indexOf(' '))),
            Base64.getDecoder().decode(known.substring(known.indexOf(' ') + 1))
        };
        try {
            KeyFactory rsa = KeyFactory.getInstance("RSA");
            return new KeyPair(
                    rsa.generatePublic(new X509EncodedKeySpec(parts[0])),
                    rsa.generatePrivate(new PKCS8EncodedKeySpec(parts[1])));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
