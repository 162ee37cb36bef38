package dev.seedgate.exec.gate;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * What a gate lets through, and as whom.
 *
 * @param worth how many sessions may be there at once; positive
 * @param applicationName what every session is called at the server, whatever the command calls it: the token's tag
 * @param account who logs in at the server
 * @param database of sessions that name none
 * @param password what the command must say at the gate, and which is good for nothing else
 * @param patience what is asked of those that wait, and until when
 * @param closeTimeout how long the server may take to end a session of which nothing more is wanted
 * @param held whether the token is still ours; asked before each message by which a session is opened
 */
public record GateSettings(
        int worth,
        String applicationName,
        Account account,
        String database,
        String password,
        Patience patience,
        Duration closeTimeout,
        BooleanSupplier held) {

    public GateSettings {
        if (worth < 1) {
            throw new IllegalArgumentException("a gate must let at least one session through, got: " + worth);
        }
    }

    /** Without passwords. */
    @Override
    public String toString() {
        return "a gate for " + worth + " sessions of " + account.user() + ", called " + applicationName;
    }

    /**
     * A role of the server.
     *
     * @param password empty where the server asks for none
     */
    public record Account(String user, String password) {
        /** Without the password. */
        @Override
        public String toString() {
            return user;
        }
    }

    /**
     * How many may wait for a session, and how long.
     *
     * @param maxWaiting who comes when so many wait is refused at once
     * @param whileIdle who waits is refused when, for so long, none of those that have a session used it. While one of them is at
     *     work there is no limit: it will be done some time. Longer than the pools of common drivers keep an idle connection, so
     *     that a pool gives its idle ones back first (node-postgres: 10 s)
     * @param rest after which a session that nobody uses makes room for one that waits, where nothing is lost by it
     * @param handOver room is made for who has waited so long also by a session that never rests, between two requests, once that was
     *     there for so long. Such that ten clients of short transactions who share two sessions wait for less than 2 s, after which
     *     Prisma gives a transaction up
     */
    public record Patience(int maxWaiting, Duration whileIdle, Duration rest, Duration handOver) {
        public static final Patience DEFAULT =
                new Patience(200, Duration.ofSeconds(30), Duration.ofMillis(100), Duration.ofMillis(250));
    }
}
