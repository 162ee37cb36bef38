package dev.seedgate.exec.gate;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/** What one does with sockets whose other end may be gone already. */
final class Sockets {
    private static final int SCRAP_BYTES = 8192;

    private Sockets() {}

    static void closeQuietly(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // the descriptor is gone all the same
        }
    }

    /** Says that nothing more will come. */
    static void endOutput(Socket socket) {
        try {
            if (!socket.isOutputShutdown()) {
                socket.shutdownOutput();
            }
        } catch (IOException e) {
            // the other end is gone, and reading tells
        }
    }

    /** Returns at end-of-file; what comes before is of no interest. */
    static void readToEnd(InputStream in) throws IOException {
        byte[] scrap = new byte[SCRAP_BYTES];
        while (in.read(scrap) >= 0) {
            // nobody is there any more to whom it could be given
        }
    }
}
