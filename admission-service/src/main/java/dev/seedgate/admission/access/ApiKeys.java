package dev.seedgate.admission.access;

import dev.seedgate.admission.config.AccessConfig;
import dev.seedgate.admission.config.Role;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The configured API keys, of which only hashes are known. A plain hash is enough because a key is long and random: there is no
 * guessing it, however fast a hash can be tried.
 */
final class ApiKeys {
    /** By it a key is told from other bearer tokens, and found where it was left by mistake. */
    static final String PREFIX = "sgk_";

    /** Of all of a key; 128 random bits and more are at least 22 characters. */
    private static final int LEAST_LENGTH = PREFIX.length() + 22;

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-fA-F]{64}");

    private final List<Known> keys;

    private record Known(Owner owner, String sha256) {}

    /** Whose a key is, and what it is good for. */
    record Owner(String name, Role role) {}

    private ApiKeys(List<Known> keys) {
        this.keys = keys;
    }

    /** @throws IllegalArgumentException when a hash is none; the message names the property */
    static ApiKeys of(AccessConfig config) {
        return new ApiKeys(config.keys().entrySet().stream().map(ApiKeys::known).toList());
    }

    private static Known known(Map.Entry<String, AccessConfig.ApiKey> entry) {
        String hash = entry.getValue().sha256();
        if (!SHA_256.matcher(hash).matches()) {
            throw new IllegalArgumentException("seedgate.access.keys." + entry.getKey()
                    + ".sha256 must be the SHA-256 of an API key, 64 hexadecimal digits, as"
                    + " 'printf %s \"$KEY\" | sha256sum' prints it; got " + hash.length() + " characters");
        }
        Owner owner = new Owner(entry.getKey(), entry.getValue().role());
        return new Known(owner, hash.toLowerCase(Locale.ROOT));
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    /** Whose key it is; empty where it is nobody's. Takes equally long for every key of the same length. */
    Optional<Owner> ownerOf(String key) {
        if (key.length() < LEAST_LENGTH) {
            return Optional.empty();
        }
        byte[] hash = sha256(key).getBytes(StandardCharsets.US_ASCII);
        Optional<Owner> owner = Optional.empty();
        for (Known known : keys) {
            if (MessageDigest.isEqual(known.sha256().getBytes(StandardCharsets.US_ASCII), hash)) {
                owner = Optional.of(known.owner());
            }
        }
        return owner;
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
