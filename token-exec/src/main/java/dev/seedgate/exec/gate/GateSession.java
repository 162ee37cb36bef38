package dev.seedgate.exec.gate;

import dev.seedgate.exec.gate.ServerLogin.Welcome;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One client of the gate, from its first byte until its session is gone. Two threads: this one waits for a turn, logs in, and then
 * carries what the server says; the other carries what the client says, and notices when it goes away.
 *
 * <p>The server's side is always read to its end: a backend leaves its socket open until its process is gone, so that end, and
 * nothing else, says that the slot is free.
 */
final class GateSession implements Runnable {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int PASSWORD_IN_CLEAR = 3;

    private final Socket client;
    private final Wish wish;
    private final GateSettings settings;
    private final GateParts parts;
    private final CompletableFuture<@Nullable Served> served = new CompletableFuture<>();
    /** The way to the server, as soon as there is one. */
    private volatile ServerDoor.@Nullable Link way;
    /** Whether the server has no process for it, as far as this thread knows. */
    private boolean gone = true;

    /** What all sessions of a gate share. */
    record GateParts(ServerDoor door, Turns turns, Cancels cancels) {}

    /** A session that is there. */
    private record Served(ServerDoor.Link link, Conversation conversation, CancelKey key) {}

    GateSession(Socket client, long ticket, GateSettings settings, GateParts parts) {
        this.client = client;
        this.wish = new Wish(ticket);
        this.settings = settings;
        this.parts = parts;
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
            served.complete(null);
            Sockets.closeQuietly(client);
        }
    }

    private void serve() throws IOException {
        switch (ClientOpening.read(new DataInputStream(client.getInputStream()), client.getOutputStream())) {
            case ClientOpening.Cancel cancel -> parts.cancels().cancel(cancel.key());
            case ClientOpening.Session wanted -> {
                Map<String, String> parameters = parameters(wanted.parameters());
                askPassword();
                Thread.ofVirtual().name("gate client").start(this::carryFromClient);
                Turn turn = parts.turns().take(wish);
                try {
                    serve(turn, parameters);
                } finally {
                    turn.giveBack(gone);
                }
            }
        }
    }

    private Map<String, String> parameters(Map<String, String> wanted) throws RefusedException {
        String user = settings.account().user();
        if (!user.equals(wanted.get("user"))) {
            throw RefusedException.of(
                    RefusedException.INVALID_AUTHORIZATION,
                    "under this token one connects as " + user + ", not as " + wanted.get("user"),
                    "Take the user from DATABASE_URL or PGUSER.");
        }
        if (wanted.containsKey("replication")) {
            throw RefusedException.of(
                    RefusedException.NOT_SUPPORTED, "a token is worth ordinary sessions, not replication", "");
        }
        var parameters = new LinkedHashMap<>(wanted);
        parameters.putIfAbsent("database", settings.database());
        parameters.put("application_name", settings.applicationName());
        return parameters;
    }

    /** So that nobody else on this machine gets in who finds the port. It does not leave the machine, so it may go as it is. */
    private void askPassword() throws IOException {
        client.getOutputStream().write(Message.authentication(PASSWORD_IN_CLEAR).bytes());
        Message answer = Message.read(new DataInputStream(client.getInputStream()));
        if (answer.type() != Message.PASSWORD || !Passwords.equal(settings.password(), answer.content())) {
            throw RefusedException.of(
                    RefusedException.INVALID_PASSWORD,
                    "this is the gate of a Seedgate token, and the password is not the one that its command was given",
                    "Take the password from DATABASE_URL or PGPASSWORD.");
        }
    }

    private void serve(Turn turn, Map<String, String> parameters) throws RefusedException {
        ServerDoor.Link link = connect();
        gone = false;
        way = link;
        try {
            Welcome welcome = logIn(link, parameters);
            parts.cancels().add(welcome.key());
            var conversation = new Conversation(link.socket(), settings.applicationName());
            turn.opened(conversation);
            served.complete(new Served(link, conversation, welcome.key()));
            try {
                greet(welcome);
                gone = carryFromServer(link.socket(), conversation);
            } finally {
                parts.cancels().remove(welcome.key());
            }
        } catch (RefusedException e) {
            gone = endOf(link);
            throw e;
        } finally {
            Sockets.closeQuietly(link.carrier());
        }
    }

    private ServerDoor.Link connect() throws RefusedException {
        try {
            return parts.door().connect();
        } catch (IOException e) {
            throw RefusedException.of(
                    RefusedException.CANNOT_CONNECT,
                    "the gate gets no connection to PostgreSQL: " + e.getMessage(),
                    "");
        }
    }

    private Welcome logIn(ServerDoor.Link link, Map<String, String> parameters) throws RefusedException {
        try {
            return new ServerLogin(settings.account(), settings.held()).open(link.socket(), parameters);
        } catch (RefusedException e) {
            throw e;
        } catch (IOException e) {
            throw RefusedException.of(
                    RefusedException.CANNOT_CONNECT,
                    "PostgreSQL was lost while the gate logged in: " + e.getMessage(),
                    "");
        }
    }

    private void greet(Welcome welcome) {
        try {
            var out = new BufferedOutputStream(client.getOutputStream());
            out.write(Message.authentication(0).bytes());
            for (Message message : welcome.messages()) {
                out.write(message.bytes());
            }
            out.flush();
        } catch (IOException e) {
            Sockets.closeQuietly(client); // the other thread notices
        }
    }

    /** Returns true at the end of what the server says, false when that end was not seen. */
    private boolean carryFromServer(Socket server, Conversation conversation) {
        byte[] buffer = new byte[BUFFER_BYTES];
        boolean listened = true;
        try {
            InputStream in = server.getInputStream();
            OutputStream out = client.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                byte[] besides = conversation.fromServer(buffer, count);
                listened = listened && pass(out, besides, besides.length) && pass(out, buffer, count);
            }
            return true;
        } catch (IOException e) {
            return false; // reset or aborted: the backend may still be there
        } finally {
            Sockets.closeQuietly(client);
        }
    }

    private boolean pass(OutputStream out, byte[] buffer, int count) {
        try {
            if (count > 0) {
                out.write(buffer, 0, count);
            }
            return true;
        } catch (IOException e) {
            end();
            return false;
        }
    }

    private void carryFromClient() {
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            InputStream in = client.getInputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                Served session = served.join();
                if (session == null) {
                    return;
                }
                session.conversation().fromClient(buffer, count);
            }
        } catch (IOException e) {
            // one of the two is gone; if it is the server, the other thread notices
        }
        parts.turns().abandon(wish);
        Served session = served.join();
        if (session != null) {
            session.conversation().end();
            Sockets.endOutput(session.link().socket());
        }
    }

    /** Ends the session from our side: its client is gone, or is to go. Returns at once; the session is gone a little later. */
    void end() {
        Sockets.closeQuietly(client);
        parts.turns().abandon(wish);
        Thread.ofVirtual().name("gate end").start(() -> {
            Served session = served.join();
            if (session != null) {
                session.conversation().end();
                if (session.conversation().isBusy()) {
                    parts.cancels().cancel(session.key());
                }
                Sockets.endOutput(session.link().socket());
            }
        });
    }

    /** Cuts the session. Whether it is gone is then not known. */
    void abort() {
        Sockets.closeQuietly(client);
        ServerDoor.Link link = way;
        if (link != null) {
            link.abort().run();
        }
    }

    /** Reads a refused login to its end: the process that refused it is gone then. */
    private boolean endOf(ServerDoor.Link link) {
        Thread limit = Thread.ofVirtual().name("gate limit").start(() -> {
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
            return true;
        } catch (IOException e) {
            return false;
        } finally {
            limit.interrupt();
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
