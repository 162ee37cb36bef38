package dev.seedgate.localstack.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds loopback ports that nothing listens on. They lie below the ranges that Linux (from 32768) and macOS (from 49152) use for
 * outgoing connections: a port from those ranges could be lost to somebody's client while a server that is to come back on it
 * is down.
 */
public final class FreePorts {

    private static final int FIRST = 15_000;
    private static final int END = 32_000;
    private static final int TRIES = 200;

    private FreePorts() {}

    /** A port that was free a moment ago. Somebody may be quicker: whoever binds it must be ready to ask again. */
    public static int next() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException(
                "No free loopback port between " + FIRST + " and " + END + " in " + TRIES + " tries");
    }

    /** Whether nothing listened there a moment ago. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
