package dev.seedgate.verification.system;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A script as people write them: a pool of ten, whatever it was given. Knows nothing of tokens; fails when one of its connects does. Works
 * once, or again and again until there is the file that it is told.
 */
final class TenAtOnce {
    private static final int POOL = 10;
    private static final Duration REST = Duration.ofMillis(300);

    private TenAtOnce() {}

    public static void main(String[] arguments) throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(POOL)) {
            List<Future<Boolean>> works = new ArrayList<>();
            Callable<Boolean> work = () -> work(Path.of(arguments.length == 0 ? "." : arguments[0]));
            for (int i = 0; i < POOL; i++) {
                works.add(pool.submit(work));
            }
            for (Future<Boolean> each : works) {
                each.get();
            }
        }
    }

    private static boolean work(Path until) throws SQLException, InterruptedException {
        Map<String, String> environment = System.getenv();
        String url = "jdbc:postgresql://" + environment.get("PGHOST") + ":" + environment.get("PGPORT") + "/"
                + environment.get("PGDATABASE");
        try (Connection connection =
                        DriverManager.getConnection(url, environment.get("PGUSER"), environment.get("PGPASSWORD"));
                Statement statement = connection.createStatement()) {
            boolean worked = statement.execute("select pg_sleep(0.2)");
            while (!Files.exists(until)) {
                Thread.sleep(REST);
                worked = statement.execute("select pg_sleep(0.2)");
            }
            return worked;
        }
    }
}
