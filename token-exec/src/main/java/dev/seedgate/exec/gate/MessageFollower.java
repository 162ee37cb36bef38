package dev.seedgate.exec.gate;

import java.util.Arrays;

/** Follows what one side of a session says, message by message, however it is cut, and keeps none of it but the beginning of one. */
final class MessageFollower {
    private static final int HEADER_BYTES = 5;
    private static final int BITS = 8;
    private static final int BYTE = 0xff;
    /** More than the longest setting that anybody looks at. */
    private static final int KEPT_BYTES = 256;

    private final Listener listener;
    private byte[] kept = new byte[KEPT_BYTES];
    private int keptBytes;
    private int mostBytes;
    private int inHeader;
    private char type;
    private long length;
    private long left;

    /** Hears of each message once all of it has passed. */
    @FunctionalInterface
    interface Listener {
        /**
         * It is over.
         *
         * @param start the first bytes of the payload, at most {@value MessageFollower#KEPT_BYTES}, or as many as {@link #wants}
         */
        void passed(char type, byte[] start);

        /** How many bytes of the payload of a message that begins are to be kept, where they are more than usual. */
        default int wants(char type) {
            return 0;
        }
    }

    MessageFollower(Listener listener) {
        this.listener = listener;
    }

    /** Takes in what was read. */
    void follow(byte[] data, int count) {
        int at = 0;
        while (at < count) {
            if (left > 0) {
                int passed = (int) Math.min(left, count - at);
                keep(data, at, passed);
                left -= passed;
                at += passed;
                endWhereOver();
            } else {
                header(data[at++] & BYTE);
            }
        }
    }

    /** Whether what has passed ends with the end of a message. */
    boolean isBetweenMessages() {
        return left == 0 && inHeader == 0;
    }

    private void header(int octet) {
        if (inHeader == 0) {
            type = (char) octet;
            length = 0;
            beginKeeping();
        } else {
            length = length << BITS | octet;
        }
        inHeader++;
        if (inHeader == HEADER_BYTES) {
            inHeader = 0;
            left = Math.max(0, length - (HEADER_BYTES - 1));
            endWhereOver();
        }
    }

    private void beginKeeping() {
        keptBytes = 0;
        mostBytes = Math.max(KEPT_BYTES, listener.wants(type));
        if (kept.length > KEPT_BYTES) {
            kept = new byte[KEPT_BYTES];
        }
    }

    private void keep(byte[] data, int at, int passed) {
        int count = Math.min(passed, mostBytes - keptBytes);
        if (keptBytes + count > kept.length) {
            kept = Arrays.copyOf(kept, Math.max(2 * kept.length, keptBytes + count));
        }
        System.arraycopy(data, at, kept, keptBytes, count);
        keptBytes += count;
    }

    private void endWhereOver() {
        if (left == 0) {
            listener.passed(type, Arrays.copyOf(kept, keptBytes));
        }
    }
}
