package dev.seedgate.exec.gate;

import java.nio.ByteBuffer;

/**
 * By what a session's statement can be cancelled.
 *
 * @param process the backend's number
 * @param secret only its client and the server know it
 */
record CancelKey(int process, int secret) {
    private static final int REQUEST_BYTES = 4 * Integer.BYTES;

    /** All zero where it is not of protocol 3.0: no session has that. */
    static CancelKey read(ByteBuffer content) {
        return content.remaining() == 2 * Integer.BYTES
                ? new CancelKey(content.getInt(), content.getInt())
                : new CancelKey(0, 0);
    }

    byte[] request() {
        return ByteBuffer.allocate(REQUEST_BYTES)
                .putInt(REQUEST_BYTES)
                .putInt(ClientOpening.CANCEL)
                .putInt(process)
                .putInt(secret)
                .array();
    }
}
