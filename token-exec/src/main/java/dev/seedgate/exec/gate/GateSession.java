package dev.seedgate.exec.gate;

import dev.seedgate.exec.gate.ServerLogin.Welcome;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One client of the gate, from its first byte until its session is gone. Two threads: this one waits for a turn, logs in, and then
 * carries what the server says; the other carries what the client says, and notices when it goes away. While others wait, a
 * client can lose its session between two requests without noticing, and has another one when it speaks again.
 */
final class GateSession implements Runnable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Socket client;
    private final GateSettings settings;
    private final GateParts parts;
    private final ClientEnd ear;
    private final Presence presence = new Presence();
    private volatile Wish wish;
    /** As soon as there is a way to the server. */
    private volatile @Nullable ServerSession session;
    /** By which the client asks for cancels, as long as it is there. */
    private volatile @Nullable CancelKey told;

    /**
     * What all sessions of a gate share.
     *
     * @param tickets the next place in line
     */
    record GateParts(ServerDoor door, Turns turns, Cancels cancels, LongSupplier tickets, Findings findings) {}

    GateSession(Socket client, GateSettings settings, GateParts parts) {
        this.client = client;
        this.settings = settings;
        this.parts = parts;
        this.ear = new ClientEnd(client, this::end);
        this.wish = new Wish(parts.tickets().getAsLong());
    }

    @Override
    public void run() {
        try {
            client.setTcpNoDelay(true);
            serve();
        } catch (RefusedException e) {
            tell(e);
        } catch (IOException e) {
            // the client is gone, or what it says is no PostgreSQL
        } finally {
            presence.end();
            Sockets.closeQuietly(client);
        }
    }

    private void serve() throws IOException {
        switch (ClientOpening.read(new DataInputStream(client.getInputStream()), client.getOutputStream())) {
            case ClientOpening.Cancel cancel -> parts.cancels().cancel(cancel.key());
            case ClientOpening.Session wanted -> {
                var entrance = new Entrance(settings);
                Map<String, String> parameters = entrance.parameters(wanted.parameters());
                entrance.askPassword(client);
                GateThreads.start("gate client", this::carryFromClient);
                serve(parameters);
            }
        }
    }

    private void serve(Map<String, String> parameters) throws IOException {
        Optional<SessionState> next = Optional.of(SessionState.NEW);
        while (next.isPresent()) {
            Turn turn = parts.turns().take(wish);
            boolean gone = true;
            try {
                ServerSession opened = ServerSession.connect(settings, parts);
                session = opened;
                try {
                    next = serve(opened, turn, parameters, next.get());
                } finally {
                    gone = opened.isGone();
                    opened.close();
                }
            } finally {
                turn.giveBack(gone);
            }
            if (next.isPresent() && !awaitWish()) {
                return;
            }
        }
    }

    private Optional<SessionState> serve(
            ServerSession opened, Turn turn, Map<String, String> parameters, SessionState state) throws IOException {
        Welcome welcome = opened.logIn(parameters, state);
        CancelKey known = told;
        CancelKey key = known == null ? welcome.key() : known;
        parts.cancels().add(key, welcome.key());
        try {
            turn.opened(opened.conversation());
            greet(welcome);
            told = key;
            if (!presence.opened(opened)) {
                opened.end();
            }
            Optional<SessionState> left = opened.carry(ear, turn);
            presence.parted();
            return left;
        } finally {
            parts.cancels().remove(key);
        }
    }

    private void greet(Welcome welcome) throws IOException {
        if (told == null) {
            ear.hear(List.of(Message.authentication(0)));
            ear.hear(welcome.messages());
        } else {
            ear.hear(welcome.settings());
        }
    }

    /** Waits until the client speaks again; false when it never will. */
    private boolean awaitWish() {
        if (!presence.awaitWanted()) {
            return false;
        }
        wish = new Wish(parts.tickets().getAsLong());
        return !presence.isOver();
    }

    private void carryFromClient() {
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            InputStream in = client.getInputStream();
            int count = in.read(buffer);
            while (count >= 0 && carry(buffer, count)) {
                count = in.read(buffer);
            }
        } catch (IOException e) {
            // one of the two is gone; if it is the server, the other thread notices
        }
        ServerSession left = presence.end();
        parts.turns().abandon(wish);
        if (left != null) {
            left.end();
        }
    }

    /** Sends on what the client said, if need be by a new session; false when nothing more is to be sent on. */
    private boolean carry(byte[] data, int count) throws IOException {
        @Nullable ServerSession used = null;
        do {
            if ((used != null || presence.isParted()) && Message.isFarewell(data, count)) {
                return false; // a session only to say goodbye by is not worth its opening
            }
            used = presence.await(used);
        } while (used != null && !used.conversation().fromClient(data, count));
        return used != null;
    }

    /** Ends the session from our side: its client is gone, or is to go. Returns at once; the session is gone a little later. */
    void end() {
        Sockets.closeQuietly(client);
        ServerSession left = presence.end();
        parts.turns().abandon(wish);
        CancelKey key = told;
        if (left != null && key != null) {
            GateThreads.start("gate end", () -> {
                if (left.conversation().isBusy()) {
                    parts.cancels().cancel(key);
                }
                left.end();
            });
        }
    }

    /** Cuts the session. Whether it is gone is then not known. */
    void abort() {
        Sockets.closeQuietly(client);
        ServerSession left = session;
        if (left != null) {
            left.abort();
        }
    }

    private void tell(RefusedException refusal) {
        try {
            client.getOutputStream().write(refusal.message());
            Sockets.endOutput(client);
        } catch (IOException e) {
            // it does not listen any more
        }
    }
}
