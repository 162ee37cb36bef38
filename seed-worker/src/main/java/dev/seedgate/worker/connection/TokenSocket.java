package dev.seedgate.worker.connection;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A socket that asks before each message whether it may, and whose {@link #close} waits until the server has closed its side. A
 * PostgreSQL backend leaves its socket open until its process dies (see {@code socket_close} in PostgreSQL's {@code pqcomm.c}), so
 * end-of-file here means that its slot is free. The driver alone only says goodbye and does not wait; the next holder of the slot is
 * then refused every now and then.
 */
final class TokenSocket extends Socket {
    private static final int SCRAP_BYTES = 8192;

    private final TokenSockets owner;
    private final BooleanSupplier maySpeak;
    private final Duration closeTimeout;
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile boolean mayHaveReached;
    private volatile @Nullable Thread connecting;

    /** @param maySpeak asked before each piece of data is sent */
    TokenSocket(TokenSockets owner, BooleanSupplier maySpeak, Duration closeTimeout) {
        this.owner = owner;
        this.maySpeak = maySpeak;
        this.closeTimeout = closeTimeout;
    }

    @Override
    public void connect(SocketAddress address, int timeout) throws IOException {
        mayHaveReached = true; // from now on: whoever closes it in the middle cannot know
        connecting = Thread.currentThread();
        try {
            super.connect(address, timeout);
        } catch (ConnectException | NoRouteToHostException | UnknownHostException e) {
            mayHaveReached =
                    false; // unlike a timeout, where the server may have taken the connection in the same moment
            throw e;
        } finally {
            connecting = null;
        }
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new FilterOutputStream(super.getOutputStream()) {
            @Override
            public void write(int data) throws IOException {
                requireMaySpeak();
                out.write(data);
            }

            @Override
            public void write(byte[] data, int offset, int length) throws IOException {
                requireMaySpeak();
                out.write(data, offset, length);
            }
        };
    }

    private void requireMaySpeak() throws IOException {
        if (!maySpeak.getAsBoolean()) {
            throw new IOException("the token is lost; nothing more may be said to the server under it");
        }
    }

    /** Whether a server may have started a backend for it. */
    boolean mayHaveReached() {
        return mayHaveReached;
    }

    /** Says that nothing more will come, then reads to end-of-file, for as long as the bound allows. */
    @Override
    public void close() throws IOException {
        if (Thread.currentThread().equals(connecting)) {
            super.close(); // a connect that fails closes its socket before it says why; the driver closes it once more
            return;
        }
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        boolean gone = false;
        try {
            gone = !mayHaveReached || readToEnd();
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
                owner.closed(this, !mayHaveReached);
            }
        }
    }

    private boolean readToEnd() {
        long deadline = System.nanoTime() + closeTimeout.toNanos();
        byte[] scrap = new byte[SCRAP_BYTES];
        try {
            if (!isOutputShutdown()) {
                shutdownOutput();
            }
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
