package dev.seedgate.verification.fault;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/** One connection through a link: a client's socket, and the one to the server that was opened for it. */
final class LinkedPair {
    private static final int CHUNK = 65_536;

    private final Socket client;
    private final Socket server;
    private final Valve valve;

    LinkedPair(Socket client, Socket server, Valve valve) {
        this.client = client;
        this.server = server;
        this.valve = valve;
    }

    /** Carries data both ways until both sides have ended or one has failed. */
    void pump() throws IOException {
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        Thread answers = Thread.startVirtualThread(() -> carry(server, client));
        carry(client, server);
        try {
            answers.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.close();
        server.close();
    }

    private void carry(Socket from, Socket to) {
        byte[] chunk = new byte[CHUNK];
        try {
            InputStream in = from.getInputStream();
            for (int size = in.read(chunk); size >= 0; size = in.read(chunk)) {
                valve.pass();
                to.getOutputStream().write(chunk, 0, size);
            }
            valve.pass();
            to.shutdownOutput();
        } catch (IOException e) {
            reset();
        }
    }

    /** Ends both sides with an error, never with an orderly end: that would be taken for proof that the other side is gone. */
    void reset() {
        reset(client);
        reset(server);
    }

    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // It is closed already.
        }
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing is left of it.
        }
    }
}
