package dev.seedgate.admission.agent.seats;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.seedgate.localstack.postgres.Postgres;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;

/**
 * A client that speaks the protocol by itself (chapter 54 of PostgreSQL's manual), so that it can be stopped between its user name, with
 * which the server looks up the password, and its proof.
 */
final class StoppedClient implements AutoCloseable {
    private static final int PROTOCOL_3 = 196_608;
    private static final int SASL_CONTINUE = 11;
    private static final String FIRST = "n=,r=nonce-of-a-test";

    private final Socket socket;
    private final DataOutputStream out;
    private final DataInputStream in;
    private final String challenge;

    /** Has said its name and has the server's challenge. */
    StoppedClient(Postgres server, String user) throws IOException {
        socket = new Socket(server.host(), server.port());
        socket.setSoTimeout(20_000);
        out = new DataOutputStream(socket.getOutputStream());
        in = new DataInputStream(socket.getInputStream());
        startUp(user, server.database());
        read('R');
        send(body -> {
            body.write("SCRAM-SHA-256\0".getBytes(UTF_8));
            byte[] first = ("n,," + FIRST).getBytes(UTF_8);
            body.writeInt(first.length);
            body.write(first);
        });
        byte[] answer = read('R');
        if (answer[3] != SASL_CONTINUE) {
            throw new IOException("no challenge, got: " + Arrays.toString(answer));
        }
        challenge = new String(answer, 4, answer.length - 4, UTF_8);
    }

    /** Ends what it began. Returns "in", or the SQLSTATE that it was refused with. */
    String goOn(String password) throws IOException {
        send(body -> body.write(Scram.proof(password, FIRST, challenge).getBytes(UTF_8)));
        while (true) {
            int type = in.readUnsignedByte();
            byte[] body = in.readNBytes(in.readInt() - 4);
            if (type == 'E') {
                return sqlState(body);
            }
            if (type == 'Z') {
                return "in";
            }
        }
    }

    private static String sqlState(byte[] error) {
        for (String field : new String(error, UTF_8).split("\0", -1)) {
            if (field.startsWith("C")) {
                return field.substring(1);
            }
        }
        throw new IllegalStateException("an error without a code: " + new String(error, UTF_8));
    }

    /** Writes a message's body. */
    private interface Body {
        void writeTo(DataOutputStream body) throws IOException;
    }

    private void startUp(String user, String database) throws IOException {
        byte[] body = bytes(message -> {
            message.writeInt(PROTOCOL_3);
            message.write(("user\0" + user + "\0database\0" + database + "\0\0").getBytes(UTF_8));
        });
        out.writeInt(body.length + 4);
        out.write(body);
        out.flush();
    }

    private void send(Body body) throws IOException {
        byte[] bytes = bytes(body);
        out.writeByte('p');
        out.writeInt(bytes.length + 4);
        out.write(bytes);
        out.flush();
    }

    private byte[] read(char wanted) throws IOException {
        int type = in.readUnsignedByte();
        byte[] body = in.readNBytes(in.readInt() - 4);
        if (type != wanted) {
            throw new IOException("expected " + wanted + ", got " + (char) type + ": " + new String(body, UTF_8));
        }
        return body;
    }

    private static byte[] bytes(Body body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        body.writeTo(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
