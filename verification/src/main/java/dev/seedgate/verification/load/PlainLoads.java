package dev.seedgate.verification.load;

import dev.seedgate.localstack.postgres.Postgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.postgresql.PGConnection;

/** How people load a feed without Seedgate. */
record PlainLoads(Postgres postgres, LoadFeed feed) {
    private static final String COPY =
            "copy " + LoadFeed.TABLE + " (" + LoadFeed.COLUMNS + ") from stdin with (format csv";
    private static final String END = "";
    private static final int LINES = 2_000;
    private static final int BATCH = 1_000;
    private static final int FIELDS = 6;

    void psql() throws IOException, InterruptedException {
        var command = new ProcessBuilder(
                        "psql",
                        "-X",
                        "-q",
                        "-h",
                        postgres.host(),
                        "-p",
                        Integer.toString(postgres.port()),
                        "-U",
                        postgres.superuser(),
                        "-d",
                        postgres.database(),
                        "-v",
                        "ON_ERROR_STOP=1",
                        "-c",
                        "\\copy " + LoadFeed.TABLE + " (" + LoadFeed.COLUMNS + ") from '" + feed.file()
                                + "' with (format csv, header)")
                .inheritIO();
        command.environment().put("PGPASSWORD", postgres.password());
        if (command.start().waitFor() != 0) {
            throw new IOException("psql failed");
        }
    }

    void copy() throws SQLException, IOException {
        try (Connection connection = postgres.connect();
                InputStream in = Files.newInputStream(feed.file())) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY + ", header)", in, 1 << 16);
        }
    }

    /** One reader deals out pieces of lines; each connection commits for itself, so this is not atomic. */
    void copy(int connections) throws SQLException, IOException, InterruptedException {
        BlockingQueue<String> pieces = new ArrayBlockingQueue<>(connections * 2);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var streams = new ArrayList<Future<?>>();
            for (int i = 0; i < connections; i++) {
                streams.add(threads.submit(stream(pieces)));
            }
            deal(pieces);
            for (int i = 0; i < connections; i++) {
                pieces.put(END);
            }
            for (Future<?> stream : streams) {
                stream.get();
            }
        } catch (ExecutionException e) {
            throw new SQLException(e.getCause());
        }
    }

    private Callable<?> stream(BlockingQueue<String> pieces) {
        return () -> {
            try (Connection connection = postgres.connect()) {
                var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY + ")");
                for (String piece = pieces.take(); !piece.isEmpty(); piece = pieces.take()) {
                    byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
                    copy.writeToCopy(bytes, 0, bytes.length);
                }
                return copy.endCopy();
            }
        };
    }

    private void deal(BlockingQueue<String> pieces) throws IOException, InterruptedException {
        try (BufferedReader lines = Files.newBufferedReader(feed.file())) {
            lines.readLine();
            var piece = new StringBuilder();
            int count = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                piece.append(line).append('\n');
                if (++count == LINES) {
                    pieces.put(piece.toString());
                    piece.setLength(0);
                    count = 0;
                }
            }
            if (!piece.isEmpty()) {
                pieces.put(piece.toString());
            }
        }
    }

    /** Batches that the driver makes multi-row inserts of, in one transaction. */
    void batchedInserts() throws SQLException, IOException {
        String url = postgres.jdbcUrl(postgres.database()) + "?reWriteBatchedInserts=true";
        try (Connection connection = DriverManager.getConnection(url, postgres.superuser(), postgres.password());
                PreparedStatement insert = connection.prepareStatement(
                        "insert into " + LoadFeed.TABLE + " (" + LoadFeed.COLUMNS + ") values (?, ?, ?, ?, ?, ?)")) {
            connection.setAutoCommit(false);
            inBatches(rows -> {
                for (String[] row : rows) {
                    set(insert, 0, row);
                    insert.addBatch();
                }
                insert.executeBatch();
            });
            connection.commit();
        }
    }

    /** What an ORM's upsert of many sends: a statement with a thousand rows of parameters, each in a transaction of its own. */
    void ormUpserts() throws SQLException, IOException {
        try (Connection connection = postgres.connect()) {
            inBatches(rows -> {
                String values = String.join(", ", Collections.nCopies(rows.size(), "(?, ?, ?, ?, ?, ?)"));
                try (PreparedStatement upsert = connection.prepareStatement("insert into " + LoadFeed.TABLE + " ("
                        + LoadFeed.COLUMNS + ") values " + values
                        + " on conflict (vendor, part_number) do update set name = excluded.name, description ="
                        + " excluded.description, price = excluded.price, quantity = excluded.quantity")) {
                    for (int i = 0; i < rows.size(); i++) {
                        set(upsert, i * FIELDS, rows.get(i));
                    }
                    upsert.executeUpdate();
                }
            });
        }
    }

    private interface Batch {
        void write(List<String[]> rows) throws SQLException;
    }

    private void inBatches(Batch batch) throws SQLException, IOException {
        try (BufferedReader lines = Files.newBufferedReader(feed.file())) {
            lines.readLine();
            var rows = new ArrayList<String[]>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                rows.add(line.split(",", -1));
                if (rows.size() == BATCH) {
                    batch.write(rows);
                    rows.clear();
                }
            }
            if (!rows.isEmpty()) {
                batch.write(rows);
            }
        }
    }

    private static void set(PreparedStatement statement, int before, String[] row) throws SQLException {
        for (int i = 0; i < FIELDS - 2; i++) {
            statement.setString(before + i + 1, row[i]);
        }
        statement.setBigDecimal(before + FIELDS - 1, new BigDecimal(row[FIELDS - 2]));
        statement.setInt(before + FIELDS, Integer.parseInt(row[FIELDS - 1]));
    }
}
