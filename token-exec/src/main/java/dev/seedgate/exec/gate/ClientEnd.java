package dev.seedgate.exec.gate;

import java.io.IOException;
import java.net.Socket;
import java.util.List;

/** Where a client hears what the server says. Once it does not listen any more nothing is said to it, and that is no error. */
final class ClientEnd {
    private final Socket socket;
    private final Runnable deaf;
    private boolean listens = true;

    /** @param deaf called once it does not listen any more */
    ClientEnd(Socket socket, Runnable deaf) {
        this.socket = socket;
        this.deaf = deaf;
    }

    void hear(byte[] data, int count) {
        if (!listens || count == 0) {
            return;
        }
        try {
            socket.getOutputStream().write(data, 0, count);
        } catch (IOException e) {
            listens = false;
            deaf.run();
        }
    }

    /** All of them at once. */
    void hear(List<Message> messages) {
        byte[] all = Message.bytes(messages);
        hear(all, all.length);
    }
}
