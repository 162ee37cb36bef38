package dev.seedgate.exec.gate;

import dev.seedgate.exec.gate.GateSettings.Account;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Opens one session at the server, so that the command that uses it knows no password, and no session is called otherwise than its
 * token.
 *
 * @param held asked before each message
 */
record ServerLogin(Account account, BooleanSupplier held) {
    private static final int PROTOCOL = ClientOpening.MAJOR << Short.SIZE;
    private static final int OK = 0;
    /**
     * So that a backend that is busy notices within a moment when its client is gone. Servers that cannot look say so, and nothing
     * else changes.
     */
    private static final String LOOK_FOR_CLIENT =
            "select pg_catalog.set_config('client_connection_check_interval', '2s', false)";

    private static final String FIRST_WORDS = Origin.QUESTION + "; " + LOOK_FOR_CLIENT;

    /**
     * What the server said of the session, for its client.
     *
     * @param messages all that it said once it had let us in, up to and with "ready"
     * @param direct whether it sees the session come from our own socket
     */
    record Welcome(CancelKey key, List<Message> messages, boolean direct) {
        /** With what the server said afterwards. */
        Welcome followedBy(List<Message> more) {
            return new Welcome(
                    key, Stream.concat(messages.stream(), more.stream()).toList(), direct);
        }

        /** What is to be said to a client that had another session before, and knows its key for ever. */
        List<Message> settings() throws IOException {
            var settings = new ArrayList<Message>();
            for (Message message : messages) {
                if (message.type() == Message.PARAMETER_STATUS && !message.isStatusOf("application_name")) {
                    settings.add(message);
                }
            }
            return settings;
        }
    }

    /**
     * Logs in.
     *
     * @param parameters of the start-up packet, the user among them
     * @throws RefusedException with the server's refusal
     */
    Welcome open(Socket server, Map<String, String> parameters) throws IOException {
        var in = new DataInputStream(server.getInputStream());
        send(server, startUp(parameters));
        authenticate(server, in);
        Welcome welcome = welcome(in);
        send(server, Message.ofText(Message.QUERY, FIRST_WORDS).bytes());
        boolean direct = Origin.is(Answer.read(in).rows(), server);
        return new Welcome(welcome.key(), welcome.messages(), direct);
    }

    private static byte[] startUp(Map<String, String> parameters) {
        var texts = new ByteArrayOutputStream();
        parameters.forEach((name, value) -> {
            texts.writeBytes(Message.zeroTerminated(name));
            texts.writeBytes(Message.zeroTerminated(value));
        });
        texts.write(0);
        int length = 2 * Integer.BYTES + texts.size();
        return ByteBuffer.allocate(length)
                .putInt(length)
                .putInt(PROTOCOL)
                .put(texts.toByteArray())
                .array();
    }

    private void authenticate(Socket server, DataInputStream in) throws IOException {
        var proof = new PasswordProof(account);
        while (true) {
            Message message = Message.read(in);
            switch (message.type()) {
                case Message.ERROR -> throw RefusedException.byServer(message);
                case Message.AUTHENTICATION -> {
                    ByteBuffer content = message.content();
                    int kind = content.getInt();
                    if (kind == OK) {
                        return;
                    }
                    byte[] answer = proof.answer(kind, content);
                    if (answer.length > 0) {
                        send(server, new Message(Message.PASSWORD, answer).bytes());
                    }
                }
                default -> {
                    // a notice, or what newer servers say
                }
            }
        }
    }

    private static Welcome welcome(DataInputStream in) throws IOException {
        var all = new ArrayList<Message>();
        var key = new CancelKey(0, 0);
        while (true) {
            Message message = Message.read(in);
            if (message.type() == Message.ERROR) {
                throw RefusedException.byServer(message);
            }
            if (message.type() == Message.BACKEND_KEY) {
                key = CancelKey.read(message.content());
            }
            all.add(message);
            if (message.type() == Message.READY) {
                return new Welcome(key, List.copyOf(all), false);
            }
        }
    }

    private void send(Socket server, byte[] message) throws IOException {
        if (!held.getAsBoolean()) {
            throw RefusedException.of(
                    RefusedException.CANNOT_CONNECT_NOW, "the token is lost; no session is opened under it", "");
        }
        server.getOutputStream().write(message);
    }
}
