package dev.seedgate.exec.gate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serial;

/** A client gets no session; what it is told is an error as PostgreSQL itself words it, so that every driver shows it. */
final class RefusedException extends IOException {
    static final String TOO_MANY_CONNECTIONS = "53300";
    static final String CANNOT_CONNECT = "08001";
    static final String INVALID_AUTHORIZATION = "28000";
    static final String INVALID_PASSWORD = "28P01";
    static final String NOT_SUPPORTED = "0A000";
    static final String CANNOT_CONNECT_NOW = "57P03";
    static final String PROTOCOL_VIOLATION = "08P01";

    @Serial
    private static final long serialVersionUID = 1L;

    private final byte[] message;

    private RefusedException(String text, byte[] message) {
        super(text);
        this.message = message;
    }

    /**
     * One of the gate's own.
     *
     * @param hint what to do
     */
    static RefusedException of(String sqlState, String text, String hint) {
        var fields = new ByteArrayOutputStream();
        field(fields, 'S', "FATAL");
        field(fields, 'V', "FATAL");
        field(fields, 'C', sqlState);
        field(fields, 'M', text);
        if (!hint.isEmpty()) {
            field(fields, 'H', hint);
        }
        fields.write(0);
        return new RefusedException(text, new Message(Message.ERROR, fields.toByteArray()).bytes());
    }

    /** The server's refusal, handed on as it is. */
    static RefusedException byServer(Message error) {
        return new RefusedException("PostgreSQL refused the login", error.bytes());
    }

    /** For the client. */
    byte[] message() {
        return message.clone();
    }

    private static void field(ByteArrayOutputStream fields, char kind, String text) {
        fields.write(kind);
        fields.writeBytes(Message.zeroTerminated(text));
    }
}
