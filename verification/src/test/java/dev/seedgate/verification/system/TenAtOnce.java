package dev.seedgate.verification.system;

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

/** A script as people write them: a pool of ten, whatever it was given. Knows nothing of tokens; fails when one of its connects does. */
final class TenAtOnce {
    private static final int POOL = 10;

    private TenAtOnce() {}

    public static void main(String[] arguments) throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(POOL)) {
            List<Future<Boolean>> works = new ArrayList<>();
            Callable<Boolean> work = TenAtOnce::work;
            for (int i = 0; i < POOL; i++) {
                works.add(pool.submit(work));
            }
            for (Future<Boolean> each : works) {
                each.get();
            }
        }
    }

    private static boolean work() throws SQLException {
        Map<String, String> environment = System.getenv();
        String url = "jdbc:postgresql://" + environment.get("PGHOST") + ":" + environment.get("PGPORT") + "/"
                + environment.get("PGDATABASE");
        try (Connection connection =
                        DriverManager.getConnection(url, environment.get("PGUSER"), environment.get("PGPASSWORD"));
                Statement statement = connection.createStatement()) {
            return statement.execute("select pg_sleep(0.2)");
        }
    }
}
