package dev.seedgate.admission.intake;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/**
 * Ids of requests and batches. With an idempotency key the id is a function of the key, so that every replica, now and after a
 * restart, gives a repeated POST the id that it had before; the ledger then takes the second one for the first.
 */
final class RequestIds {
    private static final long VERSION_MASK = 0xffff_ffff_ffff_0fffL;
    private static final long VARIANT_MASK = 0x3fff_ffff_ffff_ffffL;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final SecureRandom random = new SecureRandom();
    private final Clock clock;

    RequestIds(Clock clock) {
        this.clock = clock;
    }

    /** A version 7 UUID of RFC 9562: ordered by the time at which it was made. */
    UUID timeOrdered() {
        long high = (clock.millis() << 16) | random.nextInt(1 << 16);
        return uuid(7, high, random.nextLong());
    }

    /** The id of the one seed that was posted to this cluster under a key. */
    static UUID ofSeed(String cluster, String key) {
        return named("seed\n" + cluster + "\n" + key);
    }

    /** The id of the token that somebody asked of this cluster under a key. */
    static UUID ofToken(String cluster, String key) {
        return named("token\n" + cluster + "\n" + key);
    }

    /** The id of the seed at a place, from 0, of the batch that was posted under a key. */
    static UUID ofBatchElement(String cluster, String key, int index) {
        return named("batch\n" + cluster + "\n" + key + "\n" + index);
    }

    static UUID ofBatch(String key) {
        return named("batch\n" + key);
    }

    /** The id of what an operator asked of this cluster under a key. */
    static UUID ofAct(String verb, String cluster, String key) {
        return named("act\n" + verb + "\n" + cluster + "\n" + key);
    }

    /** A version 8 UUID: the first bits of the name's SHA-256. A key has no line breaks, so no two names are the same. */
    private static UUID named(String name) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            ByteBuffer bits = ByteBuffer.wrap(hash);
            return uuid(8, bits.getLong(), bits.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static UUID uuid(int version, long high, long low) {
        return new UUID((high & VERSION_MASK) | ((long) version << 12), (low & VARIANT_MASK) | VARIANT);
    }
}
