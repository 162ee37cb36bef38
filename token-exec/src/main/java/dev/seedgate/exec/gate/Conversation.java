package dev.seedgate.exec.gate;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What the two sides of one session owe each other. It tells whether the session is in use, and gives it its name back when its client
 * takes it away: several drivers set {@code application_name} once they are in, and a session without its token's name is nobody's.
 *
 * <p>{@link #fromClient} is called by one thread and {@link #fromServer} by another.
 */
final class Conversation {
    private static final String NAME = "application_name";
    private static final char COPY_DATA = 'd';
    private static final char COPY_DONE = 'c';
    private static final char COPY_FAIL = 'f';
    private static final byte NO_TRANSACTION = 'I';
    private static final byte FAILED_TRANSACTION = 'E';

    private final Socket server;
    private final String name;
    private final ClientMemory memory;
    private final MessageFollower clientSide = new MessageFollower(new ClientSide());
    private final MessageFollower serverSide = new MessageFollower(this::serverSaid);
    /**
     * Held while something is sent to the server. Fair, so that who waited for the client's decision has it next: a client that says more
     * and more would keep the server's thread from reading the answers.
     */
    private final ReentrantLock sending = new ReentrantLock(true);

    private final Leaving leaving = new Leaving(sending);
    /** Requests that the server has not said "ready" after. */
    private final AtomicInteger owed = new AtomicInteger();
    /** The client said something that is no whole request yet. */
    private volatile boolean begun;

    private volatile boolean over;
    private volatile long lastReady = System.nanoTime();
    private char lastRequest;
    private boolean renamed;
    private boolean ready;
    private byte transaction = NO_TRANSACTION;
    /** Since the client's last word it was found that the client cannot be parted from it. */
    private volatile boolean needed;

    /** What a client makes of its session is known message by message. */
    private final class ClientSide implements MessageFollower.Listener {
        @Override
        public void passed(char type, byte[] start) {
            memory.hear(type, start);
            clientSaid(type);
        }

        @Override
        public int wants(char type) {
            return memory.wants(type);
        }
    }

    /**
     * A session that was just opened.
     *
     * @param name of its token
     * @param memory empty
     */
    Conversation(Socket server, String name, ClientMemory memory) {
        this.server = server;
        this.name = name;
        this.memory = memory;
    }

    /**
     * Sends on what the client said.
     *
     * @return false when it was parted from this session, and none of it was sent
     */
    boolean fromClient(byte[] data, int count) throws IOException {
        sending.lock();
        try {
            if (leaving.isParted()) {
                return false;
            }
            needed = false;
            clientSide.follow(data, count);
            begun |= !clientSide.isBetweenMessages();
            if (leaving.isAsked()) {
                // it goes on here if that may need what is known here
                leaving.decide(memory.isEmpty() && clientSide.isBetweenMessages());
            }
            if (leaving.isParted()) {
                return false;
            }
            server.getOutputStream().write(data, 0, count);
            return true;
        } finally {
            sending.unlock();
        }
    }

    /**
     * Takes in what the server said, before the client hears of it.
     *
     * @return what the server said besides while it was asked something of our own; mostly nothing
     */
    byte[] fromServer(byte[] data, int count) throws IOException {
        ready = false;
        serverSide.follow(data, count);
        boolean waitsForClient = ready && serverSide.isBetweenMessages();
        return renamed && waitsForClient && transaction != FAILED_TRANSACTION ? rename() : new byte[0];
    }

    /** The client will not say anything any more, or is not to. */
    void end() {
        over = true;
        if (sending.tryLock()) { // where somebody else has it, who waits for a decision finds out after its time
            try {
                leaving.wake();
            } finally {
                sending.unlock();
            }
        }
    }

    /** Whether the client still wants the session. */
    boolean isWanted() {
        return !over;
    }

    boolean isBusy() {
        return owed.get() > 0 || begun;
    }

    /** How long neither side has had anything to do for the other, in nanoseconds. */
    long idleFor(long now) {
        return isBusy() ? 0 : Math.max(0, now - lastReady);
    }

    /** Whether nothing speaks against parting the client from it, so far. */
    boolean mayBeIdle() {
        return !isBusy() && !over && !needed && transaction == NO_TRANSACTION && serverSide.isBetweenMessages();
    }

    /**
     * Asks the server what the session knows, and where another could be given all of it, takes nothing more from the client. To be
     * called by the thread of {@link #fromServer}.
     *
     * @param client hears what the server says to it meanwhile
     * @param rest how much longer the client must be silent; if it is not, it goes to another session with what it says, unless that
     *     may need this one
     * @return what the session knows; empty where the client goes on with it
     */
    Optional<SessionState> part(ClientEnd client, Duration rest) throws IOException {
        if (!sending.tryLock()) {
            return Optional.empty();
        }
        try {
            if (!mayBeIdle()) {
                return Optional.empty(); // it has just said something; after the answer it may be asked again
            }
            if (!memory.isEmpty()) {
                needed = true;
                return Optional.empty();
            }
            server.getOutputStream()
                    .write(Message.ofText(Message.QUERY, SessionState.QUESTION).bytes());
            Answer answer = Answer.read(new DataInputStream(server.getInputStream()));
            client.hear(answer.besides());
            Optional<SessionState> state = answer.failed() ? Optional.empty() : SessionState.of(answer.rows());
            needed = true;
            if (state.isPresent()) {
                leaving.await(rest, () -> over);
            }
            over |= leaving.isParted();
            return leaving.isParted() ? state : Optional.empty();
        } finally {
            sending.unlock();
        }
    }

    private void clientSaid(char type) {
        switch (type) {
            case Message.QUERY, Message.SYNC, Message.FUNCTION_CALL -> {
                owed.incrementAndGet();
                begun = false;
                lastRequest = type;
            }
            case COPY_DATA -> {
                // part of a request that is counted
            }
            case COPY_DONE, COPY_FAIL -> endOfCopy();
            case Message.TERMINATE -> over = true;
            default -> begun = true;
        }
    }

    /** A server that copies in passes over the Sync behind the request that began it, and waits for another. */
    private void endOfCopy() {
        if (lastRequest == Message.SYNC) {
            owed.updateAndGet(count -> Math.max(0, count - 1));
            begun = true;
        }
    }

    private void serverSaid(char type, byte[] start) {
        switch (type) {
            case Message.READY -> {
                lastReady = System.nanoTime();
                ready = owed.updateAndGet(count -> Math.max(0, count - 1)) == 0;
                transaction = start[0];
            }
            case Message.PARAMETER_STATUS -> renamed = isForeignName(ByteBuffer.wrap(start), renamed);
            default -> {
                // rows, notices, errors: whatever it is, more will come
            }
        }
    }

    private boolean isForeignName(ByteBuffer status, boolean before) {
        try {
            return Message.text(status).equals(NAME) ? !Message.text(status).equals(name) : before;
        } catch (IOException e) {
            return before; // some other setting that is longer than what is kept
        }
    }

    /** Only while the client is silent: what it says must not come between our statement and the answer. */
    private byte[] rename() throws IOException {
        if (!beginSendingWhileIdle()) {
            return new byte[0]; // after its next request
        }
        try {
            renamed = false;
            String statement = "set " + NAME + " = '" + name.replace("'", "''") + "'";
            server.getOutputStream()
                    .write(Message.ofText(Message.QUERY, statement).bytes());
            Answer answer = Answer.read(new DataInputStream(server.getInputStream()));
            return Message.bytes(answer.besides());
        } finally {
            sending.unlock();
        }
    }

    /**
     * Returns true with {@link #sending} held. The client's thread may still hold it for a moment after the server has answered; for
     * longer only when it sends a request, and may not be waited for: it may itself wait for the server, which waits for us.
     */
    private boolean beginSendingWhileIdle() throws IOException {
        try {
            while (!isBusy()) {
                if (sending.tryLock(1, TimeUnit.MILLISECONDS)) {
                    if (!isBusy()) {
                        return true;
                    }
                    sending.unlock();
                }
            }
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
