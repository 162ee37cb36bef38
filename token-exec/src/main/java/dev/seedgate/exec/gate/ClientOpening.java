package dev.seedgate.exec.gate;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a client begins: what it wants, after it was told that it will not be encrypted, since it does not leave this machine. */
sealed interface ClientOpening {
    /**
     * A session is wanted.
     *
     * @param parameters of the start-up packet
     */
    record Session(Map<String, String> parameters) implements ClientOpening {}

    /** Another session's statement is to be cancelled. */
    record Cancel(CancelKey key) implements ClientOpening {}

    int CANCEL = 80_877_102;
    int SSL = 80_877_103;
    int GSS_ENCRYPTION = 80_877_104;
    int MAJOR = 3;
    /** A client asks for each kind of encryption once at most. */
    int MOST_PACKETS = 3;

    /**
     * Reads the first packets.
     *
     * @throws RefusedException when the client wants what there is not
     */
    static ClientOpening read(DataInputStream in, OutputStream out) throws IOException {
        for (int packets = 0; packets < MOST_PACKETS; packets++) {
            ByteBuffer packet = ByteBuffer.wrap(Message.readSized(in));
            if (packet.remaining() < Integer.BYTES) {
                throw new IOException("what came is not PostgreSQL's protocol: a packet without a code");
            }
            int code = packet.getInt();
            switch (code) {
                case CANCEL -> {
                    return new Cancel(CancelKey.read(packet));
                }
                case SSL, GSS_ENCRYPTION -> out.write('N');
                default -> {
                    return session(code, packet, out);
                }
            }
        }
        throw RefusedException.of(RefusedException.PROTOCOL_VIOLATION, "the gate does not encrypt", "");
    }

    private static Session session(int version, ByteBuffer packet, OutputStream out) throws IOException {
        if (version >> Short.SIZE != MAJOR) {
            throw RefusedException.of(
                    RefusedException.NOT_SUPPORTED,
                    "the gate speaks protocol 3.0 of PostgreSQL, not " + (version >> Short.SIZE),
                    "");
        }
        var parameters = new LinkedHashMap<String, String>();
        var unknown = new ArrayList<String>();
        for (String name = Message.text(packet); !name.isEmpty(); name = Message.text(packet)) {
            String value = Message.text(packet);
            if (name.startsWith("_pq_.")) {
                unknown.add(name);
            } else {
                parameters.put(name, value);
            }
        }
        if ((version & 0xffff) != 0 || !unknown.isEmpty()) {
            out.write(only30(unknown).bytes());
        }
        return new Session(parameters);
    }

    private static Message only30(List<String> unknown) {
        List<byte[]> names = unknown.stream().map(Message::zeroTerminated).toList();
        int length = names.stream().mapToInt(name -> name.length).sum();
        ByteBuffer payload = ByteBuffer.allocate(2 * Integer.BYTES + length)
                .putInt(MAJOR << Short.SIZE)
                .putInt(unknown.size());
        names.forEach(payload::put);
        return new Message(Message.PROTOCOL_NEGOTIATION, payload.array());
    }
}
