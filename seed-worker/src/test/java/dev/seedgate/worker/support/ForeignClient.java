package dev.seedgate.worker.support;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Somebody's script: knows the variables of its environment, and nothing of tokens, gates and limits. */
public final class ForeignClient {
    private static final int POOL = 10;
    private static final Map<String, String> ENVIRONMENT = System.getenv();

    private ForeignClient() {}

    /** How a definition starts it, as a YAML list. */
    public static String command(String... arguments) {
        return command(List.of(), arguments);
    }

    /** The same, started by another program. */
    public static String command(List<String> starter, String... arguments) {
        var command = new ArrayList<>(starter);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ForeignClient.class.getName()));
        command.addAll(List.of(arguments));
        return command.stream()
                .map(argument -> "'" + argument.replace("'", "''") + "'")
                .toList()
                .toString();
    }

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "run" -> run(args[1]);
            case "pool" -> pool(Integer.parseInt(args[1]));
            case "leak" -> leak();
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + ENVIRONMENT.get("PGHOST") + ":" + ENVIRONMENT.get("PGPORT") + "/"
                        + ENVIRONMENT.get("PGDATABASE"),
                ENVIRONMENT.get("PGUSER"),
                ENVIRONMENT.get("PGPASSWORD"));
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Ten at once, each with a connection of its own for each piece of work. */
    private static void pool(int rounds) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(POOL)) {
            Callable<Void> worker = () -> {
                for (int round = 0; round < rounds; round++) {
                    run("insert into work select pg_sleep(0.01)::text");
                }
                return null;
            };
            for (Future<Void> done : threads.invokeAll(
                    List.of(worker, worker, worker, worker, worker, worker, worker, worker, worker, worker))) {
                done.get();
            }
        }
    }

    /** Takes what it can get and never gives it back. */
    private static void leak() throws SQLException {
        Connection idle = connect();
        idle.setAutoCommit(false);
        try (Connection busy = connect();
                Statement statement = busy.createStatement()) {
            statement.execute("select pg_sleep(600)");
        }
        idle.close();
    }
}
