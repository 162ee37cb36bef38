package dev.seedgate.worker.connection;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A socket whose {@link #close} waits until the server has closed its side. A PostgreSQL backend leaves its socket open until its
 * process dies (see {@code socket_close} in PostgreSQL's {@code pqcomm.c}), so end-of-file here means that its slot is free. The
 * driver alone only says goodbye and does not wait; the next holder of the slot is then refused every now and then.
 */
final class TokenSocket extends Socket {
    private static final int SCRAP_BYTES = 8192;

    private final TokenSockets owner;
    private final Duration closeTimeout;
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile boolean reachedServer;

    TokenSocket(TokenSockets owner, Duration closeTimeout) {
        this.owner = owner;
        this.closeTimeout = closeTimeout;
    }

    @Override
    public void connect(SocketAddress address, int timeout) throws IOException {
        try {
            super.connect(address, timeout);
            reachedServer = true;
        } catch (SocketTimeoutException e) {
            reachedServer = true; // it may have: the server may have taken the connection in the same moment
            throw e;
        }
    }

    /** Says that nothing more will come, then reads to end-of-file, for as long as the bound allows. */
    @Override
    public void close() throws IOException {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        boolean gone = false;
        try {
            gone = !reachedServer || readToEnd();
        } finally {
            super.close();
            owner.closed(this, gone);
        }
    }

    /** Closes at once, also under a thread that is blocked in reading or writing. Proves nothing about the backend. */
    void abort() {
        boolean first = closing.compareAndSet(false, true);
        try {
            super.close();
        } catch (IOException e) {
            // the descriptor is gone all the same
        } finally {
            if (first) {
                owner.closed(this, !reachedServer);
            }
        }
    }

    private boolean readToEnd() {
        long deadline = System.nanoTime() + closeTimeout.toNanos();
        byte[] scrap = new byte[SCRAP_BYTES];
        try {
            shutdownOutput();
            InputStream in = getInputStream();
            long left = closeTimeout.toMillis();
            while (left > 0) {
                setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
                if (in.read(scrap) < 0) {
                    return true;
                }
                left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            }
            return false;
        } catch (IOException e) {
            return false; // reset, timed out or aborted: the backend may still be there
        }
    }
}
