package dev.seedgate.exec.gate;

/**
 * Follows what a server says, message by message and without keeping any of it, to know whether it is at work: after "ready for
 * query" it is not, until its client speaks again.
 */
final class ReadyFollower {
    private static final int HEADER_BYTES = 5;
    private static final int BITS = 8;
    private static final int BYTE = 0xff;

    private int inHeader;
    private int type;
    private long length;
    private long left;
    private boolean ready;

    /**
     * Takes in what was read.
     *
     * @return whether all of it is read and the last of it says that the server is ready
     */
    boolean isReadyAfter(byte[] data, int count) {
        for (int at = 0; at < count; ) {
            if (left > 0) {
                long passed = Math.min(left, count - at);
                left -= passed;
                at += (int) passed;
            } else {
                header(data[at++] & BYTE);
            }
        }
        return ready && left == 0 && inHeader == 0;
    }

    private void header(int octet) {
        if (inHeader == 0) {
            type = octet;
            length = 0;
        } else {
            length = length << BITS | octet;
        }
        inHeader++;
        if (inHeader == HEADER_BYTES) {
            inHeader = 0;
            left = Math.max(0, length - (HEADER_BYTES - 1));
            ready = type == Message.READY;
        }
    }
}
