package dev.seedgate.exec.gate;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Where the server sees a session come from. Only where that is the very address and port of our socket does nothing stand between that
 * could close the one and keep the other: a pooler, a proxy, an address translation.
 */
final class Origin {
    /** For a simple query; one row. */
    static final String QUESTION =
            "select pg_catalog.host(pg_catalog.inet_client_addr()), pg_catalog.inet_client_port()";

    private Origin() {}

    /**
     * Whether it comes from that socket.
     *
     * @param rows the answer to {@link #QUESTION}
     */
    static boolean is(List<List<String>> rows, Socket socket) {
        if (rows.isEmpty() || rows.getFirst().size() != 2 || rows.getFirst().contains("")) {
            return false; // it does not say, as with a session that came by a file
        }
        try {
            var seen = new InetSocketAddress(
                    InetAddress.getByName(rows.getFirst().getFirst()),
                    Integer.parseInt(rows.getFirst().getLast()));
            return seen.equals(socket.getLocalSocketAddress());
        } catch (UnknownHostException e) {
            return false; // not an address as we know them
        }
    }
}
