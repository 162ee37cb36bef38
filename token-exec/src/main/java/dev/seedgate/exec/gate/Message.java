package dev.seedgate.exec.gate;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One message of PostgreSQL's protocol 3.0 (its documentation, "Message Formats"): a type, a length that counts itself, a payload. */
final class Message {
    static final char AUTHENTICATION = 'R';
    static final char BACKEND_KEY = 'K';
    static final char ERROR = 'E';
    static final char NOTICE = 'N';
    static final char PARAMETER_STATUS = 'S';
    static final char PASSWORD = 'p';
    static final char PARSE = 'P';
    static final char BIND = 'B';
    static final char SYNC = 'S';
    static final char FUNCTION_CALL = 'F';
    static final char TERMINATE = 'X';
    static final char QUERY = 'Q';
    static final char READY = 'Z';
    static final char PROTOCOL_NEGOTIATION = 'v';

    /** Of the messages of a login; those of a session are not looked at. */
    private static final int MAX_BYTES = 1 << 16;

    private static final int LENGTH_BYTES = 4;

    private final char type;
    private final byte[] payload;

    /**
     * Takes the payload as its own.
     *
     * @param type the first byte, a letter
     * @param payload what follows the length
     */
    Message(char type, byte[] payload) {
        this.type = type;
        this.payload = payload;
    }

    char type() {
        return type;
    }

    /** Reads one and not a byte more. */
    static Message read(DataInputStream in) throws IOException {
        char type = (char) in.readUnsignedByte();
        return new Message(type, readSized(in));
    }

    /** Reads a length that counts itself, and so many bytes. */
    static byte[] readSized(DataInputStream in) throws IOException {
        int length = in.readInt() - LENGTH_BYTES;
        if (length < 0 || length > MAX_BYTES) {
            throw new IOException("what came is not PostgreSQL's protocol: a message of " + length + " bytes");
        }
        byte[] payload = new byte[length];
        in.readFully(payload);
        return payload;
    }

    byte[] bytes() {
        return ByteBuffer.allocate(1 + LENGTH_BYTES + payload.length)
                .put((byte) type)
                .putInt(LENGTH_BYTES + payload.length)
                .put(payload)
                .array();
    }

    /** One behind the other. */
    static byte[] bytes(List<Message> messages) {
        var bytes = new ByteArrayOutputStream();
        messages.forEach(message -> bytes.writeBytes(message.bytes()));
        return bytes.toByteArray();
    }

    ByteBuffer content() {
        return ByteBuffer.wrap(payload);
    }

    /** Whether that is a client's farewell and nothing else. */
    static boolean isFarewell(byte[] data, int count) {
        return count == 1 + LENGTH_BYTES && data[0] == TERMINATE;
    }

    static Message authentication(int kind) {
        return new Message(
                AUTHENTICATION, ByteBuffer.allocate(Integer.BYTES).putInt(kind).array());
    }

    /** Whether it says what that setting is now. */
    boolean isStatusOf(String setting) throws IOException {
        return type == PARAMETER_STATUS && text(content()).equals(setting);
    }

    /** A text with a zero behind it. */
    static Message ofText(char type, String text) {
        return new Message(type, zeroTerminated(text));
    }

    static byte[] zeroTerminated(String text) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        bytes.write(0);
        return bytes.toByteArray();
    }

    /** The text up to the next zero, which is passed over. */
    static String text(ByteBuffer content) throws IOException {
        int start = content.position();
        while (content.hasRemaining()) {
            if (content.get() == 0) {
                int length = content.position() - 1 - start;
                return new String(content.array(), content.arrayOffset() + start, length, StandardCharsets.UTF_8);
            }
        }
        throw new IOException("what came is not PostgreSQL's protocol: a text without an end");
    }
}
