package dev.seedgate.exec.gate;

import dev.seedgate.exec.gate.GateSession.GateParts;
import dev.seedgate.exec.gate.ServerLogin.Welcome;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One session at the server. Its socket is always read to the end: a backend leaves its socket open until its process is gone, so that
 * end, and nothing else, says that the slot is free.
 */
final class ServerSession {
    private static final int BUFFER_BYTES = 1 << 16;

    private final GateSettings settings;
    private final GateParts parts;
    private final ServerDoor.Link link;
    private final Conversation conversation;
    /** Whether the server has no process for it, as far as the thread knows that opened it. */
    private boolean gone;
    /** When it last made no room though it was asked; one that never rests is not asked after each of its requests. */
    private long lastAskedInVain;

    private ServerSession(GateSettings settings, GateParts parts, ServerDoor.Link link) {
        this.settings = settings;
        this.parts = parts;
        this.link = link;
        this.lastAskedInVain =
                System.nanoTime() - settings.patience().handOver().toNanos();
        this.conversation = new Conversation(
                link.socket(),
                settings.applicationName(),
                new ClientMemory(parts.findings().lastNumbers()));
    }

    /**
     * Reaches the server; the session is there after {@link #logIn}.
     *
     * @throws RefusedException when the server is not reached
     */
    static ServerSession connect(GateSettings settings, GateParts parts) throws RefusedException {
        try {
            return new ServerSession(settings, parts, parts.door().connect());
        } catch (IOException e) {
            throw RefusedException.of(
                    RefusedException.CANNOT_CONNECT,
                    "the gate gets no connection to PostgreSQL: " + e.getMessage(),
                    "");
        }
    }

    /**
     * Logs in, and makes the session what another one was.
     *
     * @throws RefusedException with the server's refusal; the session is gone then, if that could be seen
     */
    Welcome logIn(Map<String, String> parameters, SessionState state) throws RefusedException {
        try {
            Welcome welcome = new ServerLogin(settings.account(), settings.held()).open(link.socket(), parameters);
            Findings findings = parts.findings();
            (welcome.direct() ? findings.direct() : findings.indirect()).set(true);
            return state.settings().isEmpty() ? welcome : welcome.followedBy(restore(state));
        } catch (RefusedException e) {
            readToEnd();
            throw e;
        } catch (IOException e) {
            readToEnd();
            throw RefusedException.of(
                    RefusedException.CANNOT_CONNECT,
                    "PostgreSQL was lost while the gate logged in: " + e.getMessage(),
                    "");
        }
    }

    private List<Message> restore(SessionState state) throws IOException {
        Socket server = link.socket();
        server.getOutputStream()
                .write(Message.ofText(Message.QUERY, state.restoring()).bytes());
        Answer answer = Answer.read(new DataInputStream(server.getInputStream()));
        if (answer.failed()) {
            throw RefusedException.of(
                    RefusedException.CANNOT_CONNECT,
                    "the session made room for others that waited, and the one in its place could not be given its settings",
                    "Let the command's pool have at most $SEEDGATE_CONNECTIONS connections.");
        }
        return answer.besides();
    }

    Conversation conversation() {
        return conversation;
    }

    /** Whether the server has no process for it. */
    boolean isGone() {
        return gone;
    }

    /**
     * Carries what the server says, to its end or until the client can be parted from the session; then the session is gone too, if that
     * could be seen.
     *
     * @return what the session knew that its client was parted from; empty where it ended otherwise
     */
    Optional<SessionState> carry(ClientEnd client, Turn turn) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            InputStream in = link.socket().getInputStream();
            while (true) {
                int count = read(in, buffer);
                if (count < 0) {
                    gone = true;
                    return Optional.empty();
                }
                if (count > 0) {
                    byte[] besides = conversation.fromServer(buffer, count);
                    client.hear(besides, besides.length);
                    client.hear(buffer, count);
                }
                Optional<SessionState> state = makeRoom(client, turn);
                if (state.isPresent()) {
                    return state;
                }
            }
        } catch (EOFException e) {
            gone = true; // in the middle of an answer to the gate itself
        } catch (IOException e) {
            // it was told that nothing more comes, or reset or aborted; only then the backend may still be there
            readToEnd();
        }
        return Optional.empty();
    }

    /** Returns 0 when the session lay idle for a while. */
    private int read(InputStream in, byte[] buffer) throws IOException {
        long look = settings.patience().rest().toMillis() / 2;
        Socket server = link.socket();
        server.setSoTimeout(conversation.mayBeIdle() ? Math.toIntExact(Math.max(1, look)) : 0);
        try {
            return in.read(buffer);
        } catch (SocketTimeoutException e) {
            return 0;
        } finally {
            server.setSoTimeout(0); // what the gate asks for itself is answered when it is answered
        }
    }

    private Optional<SessionState> makeRoom(ClientEnd client, Turn turn) throws IOException {
        long now = System.nanoTime();
        long idle = conversation.idleFor(now);
        Duration rest = settings.patience().rest();
        boolean mayAsk = idle >= rest.toNanos()
                || now - lastAskedInVain >= settings.patience().handOver().toNanos();
        if (!mayAsk || !conversation.mayBeIdle() || !turn.mayMakeRoom(idle)) {
            return Optional.empty();
        }
        Optional<SessionState> state = conversation.part(client, rest.minusNanos(idle));
        if (state.isPresent()) {
            link.socket().getOutputStream().write(new Message(Message.TERMINATE, new byte[0]).bytes());
            readToEnd();
        } else {
            turn.goesOn();
            lastAskedInVain = System.nanoTime();
        }
        return state;
    }

    /** Reads to the end a session of which nothing more is wanted, for as long as its end may take. */
    private void readToEnd() {
        Thread limit = GateThreads.start("gate limit", () -> {
            try {
                Thread.sleep(settings.closeTimeout());
                link.abort().run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // not needed
            }
        });
        try {
            Sockets.endOutput(link.socket());
            Sockets.readToEnd(link.socket().getInputStream());
            gone = true;
        } catch (IOException e) {
            gone = false;
        } finally {
            limit.interrupt();
        }
    }

    /** Says that nothing more will come. It is gone a little later. */
    void end() {
        conversation.end();
        Sockets.endOutput(link.socket());
    }

    /** Cuts it. Whether it is gone is then not known. */
    void abort() {
        link.abort().run();
    }

    /** Gives its socket back. */
    void close() {
        Sockets.closeQuietly(link.carrier());
    }
}
