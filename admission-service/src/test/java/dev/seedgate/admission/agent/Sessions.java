package dev.seedgate.admission.agent;

import dev.seedgate.admission.config.ClientIdentity;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;

/** Sessions as a server would show them. */
final class Sessions {
    private static final OffsetDateTime START = OffsetDateTime.parse("2020-01-01T00:00:00Z");

    private Sessions() {}

    /** One that began so many seconds after the server. */
    static Session session(int pid, int startedAfter, String applicationName) {
        return session(new Backend(pid, START.plusSeconds(startedAfter)), applicationName);
    }

    static Session session(Backend backend, String applicationName) {
        return new Session(backend, new ClientIdentity(applicationName, "seeder", "shop", "10.1.2.3"), true, null);
    }

    /** The same session, of another role. */
    static Session as(String user, Session session) {
        ClientIdentity other = new ClientIdentity(session.applicationName(), user, "shop", "10.1.2.3");
        return new Session(session.backend(), other, session.isClient(), session.idleInTransaction());
    }

    /** The same session, whose type and start the agent may not see. */
    static Session hidden(Session session) {
        return new Session(new Backend(session.pid(), null), session.client(), false, null);
    }

    /** The same session, idle in a transaction. */
    static Session idle(Session session, Duration since) {
        return new Session(session.backend(), session.client(), session.isClient(), since);
    }

    static List<Session> named(String... applicationNames) {
        return Arrays.stream(applicationNames)
                .map(name -> session(name.hashCode(), 0, name))
                .toList();
    }

    static Showing showing(String... applicationNames) {
        return new Showing(named(applicationNames), List.of());
    }
}
