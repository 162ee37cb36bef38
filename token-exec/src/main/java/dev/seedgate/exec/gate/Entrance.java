package dev.seedgate.exec.gate;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who gets in at the gate, and what becomes of what they want to be at the server. */
record Entrance(GateSettings settings) {
    private static final int PASSWORD_IN_CLEAR = 3;

    /**
     * The start-up parameters with which to log in at the server.
     *
     * @param wanted the client's
     * @throws RefusedException when it wants what there is not
     */
    Map<String, String> parameters(Map<String, String> wanted) throws RefusedException {
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

    /**
     * So that nobody else on this machine gets in who finds the port. It does not leave the machine, so it may go as it is.
     *
     * @throws RefusedException when the client does not know the password
     */
    void askPassword(Socket client) throws IOException {
        client.getOutputStream().write(Message.authentication(PASSWORD_IN_CLEAR).bytes());
        Message answer = Message.read(new DataInputStream(client.getInputStream()));
        if (answer.type() != Message.PASSWORD || !Passwords.equal(settings.password(), answer.content())) {
            throw RefusedException.of(
                    RefusedException.INVALID_PASSWORD,
                    "this is the gate of a Seedgate token, and the password is not the one that its command was given",
                    "Take the password from DATABASE_URL or PGPASSWORD.");
        }
    }
}
