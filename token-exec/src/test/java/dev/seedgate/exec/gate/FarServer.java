package dev.seedgate.exec.gate;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A way to a real server on which answers take their time: to some requests, or all of them for a while. */
final class FarServer implements Closeable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final ServerSocket socket;
    private final int serverPort;
    private final String slow;
    private final Duration delay;
    private final Set<String> heard = ConcurrentHashMap.newKeySet();
    private final AtomicInteger ended = new AtomicInteger();
    private volatile CountDownLatch held = new CountDownLatch(0);

    private FarServer(ServerSocket socket, int serverPort, String slow, Duration delay) {
        this.socket = socket;
        this.serverPort = serverPort;
        this.slow = slow;
        this.delay = delay;
    }

    /**
     * In front of a server on this machine.
     *
     * @param slow what a request has in it whose answer is late
     * @param delay by how much
     */
    static FarServer before(int serverPort, String slow, Duration delay) throws IOException {
        var far = new FarServer(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()), serverPort, slow, delay);
        Thread.ofVirtual().start(far::accept);
        return far;
    }

    int port() {
        return socket.getLocalPort();
    }

    /** From now on no answer arrives, until {@link #release}. */
    void hold() {
        held = new CountDownLatch(1);
    }

    void release() {
        held.countDown();
    }

    /** How often somebody said that nothing more will come. */
    int ended() {
        return ended.get();
    }

    /** Whether the server was told that. */
    boolean hasHeard(String words) {
        return heard.stream().anyMatch(said -> said.contains(words));
    }

    @Override
    public void close() throws IOException {
        release();
        socket.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket near = socket.accept();
                near.setTcpNoDelay(true);
                var far = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                far.setTcpNoDelay(true);
                var late = new AtomicBoolean();
                Thread.ofVirtual().start(() -> carryRequests(near, far, late));
                Thread.ofVirtual().start(() -> carryAnswers(far, near, late));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void carryRequests(Socket near, Socket far, AtomicBoolean late) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            InputStream in = near.getInputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                String said = new String(buffer, 0, count, StandardCharsets.ISO_8859_1);
                heard.add(said);
                late.set(said.contains(slow));
                far.getOutputStream().write(buffer, 0, count);
            }
            far.shutdownOutput();
            ended.incrementAndGet();
        } catch (IOException e) {
            // one of the two is gone, and the other thread closes both
        }
    }

    private void carryAnswers(Socket far, Socket near, AtomicBoolean late) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (near;
                far) {
            InputStream in = far.getInputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (late.get()) {
                    Thread.sleep(delay);
                }
                held.await();
                near.getOutputStream().write(buffer, 0, count);
            }
        } catch (IOException | InterruptedException e) {
            // one of the two is gone
        }
    }
}
