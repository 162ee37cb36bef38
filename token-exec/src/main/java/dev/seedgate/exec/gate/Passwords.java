package dev.seedgate.exec.gate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Passwords for gates: good at one gate, as long as it is open. */
public final class Passwords {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 24;

    private Passwords() {}

    /** A new one, of letters and digits, so that it needs no quoting anywhere. */
    public static String random() {
        byte[] secret = new byte[BYTES];
        RANDOM.nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }

    /** Takes the same time for all wrong ones. */
    static boolean equal(String expected, ByteBuffer said) throws IOException {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), Message.text(said).getBytes(StandardCharsets.UTF_8));
    }
}
