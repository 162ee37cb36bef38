package dev.seedgate.cli.demo;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.seedgate.localstack.workload.Login;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * One import script as shops have them: opens its pool of two connections at once, then upserts a feed in batches over the first,
 * while the second looks after it.
 */
final class PlainImport {
    private static final int BATCH = 500;

    private final Login login;
    private final String vendor;
    private final Target target;

    /** @param seed the name of the example seed that this one stands for, such as {@code meyer-prices} */
    PlainImport(Login login, String seed) {
        this.login = login;
        this.vendor = seed.replaceFirst("-.*", "");
        this.target = Target.of(seed);
    }

    /**
     * What it writes.
     *
     * @param columns of the table behind the vendor, and of the feed; each with the type to cast to
     */
    private record Target(String table, String key, List<Column> columns) {
        private record Column(String name, String type) {}

        static Target of(String seed) {
            Column part = new Column("part_number", "text");
            if (seed.endsWith("-prices")) {
                return new Target(
                        "prices",
                        "part_number",
                        List.of(part, new Column("price", "numeric"), new Column("list_price", "numeric")));
            }
            if (seed.endsWith("-inventory")) {
                return new Target(
                        "inventory",
                        "part_number, warehouse",
                        List.of(part, new Column("warehouse", "text"), new Column("quantity", "integer")));
            }
            return new Target(
                    "products", "part_number", List.of(part, new Column("name", "text"), new Column("brand", "text")));
        }

        String upsert() {
            Column last = columns.getLast();
            return "INSERT INTO catalog.%s (vendor, %s) VALUES (?, %s) ON CONFLICT (vendor, %s) DO UPDATE SET %s = EXCLUDED.%s"
                    .formatted(
                            table,
                            String.join(", ", columns.stream().map(Column::name).toList()),
                            String.join(
                                    ", ",
                                    columns.stream()
                                            .map(column -> "?::" + column.type())
                                            .toList()),
                            key,
                            last.name(),
                            last.name());
        }
    }

    /** Returns how many rows were written. */
    long run(Path feed) throws SQLException, IOException {
        try (Connection worker = login.open();
                Connection monitor = login.open();
                PreparedStatement upsert = worker.prepareStatement(target.upsert());
                CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(feed)) {
            worker.setAutoCommit(false);
            long count = 0;
            for (NamedCsvRecord row : rows) {
                add(upsert, row);
                if (++count % BATCH == 0) {
                    upsert.executeBatch();
                    worker.commit();
                }
            }
            upsert.executeBatch();
            worker.commit();
            look(monitor);
            return count;
        }
    }

    private void add(PreparedStatement upsert, NamedCsvRecord row) throws SQLException {
        upsert.setString(1, vendor);
        int parameter = 2;
        for (Target.Column column : target.columns()) {
            String text = row.getField(column.name());
            upsert.setString(parameter++, text.isEmpty() ? null : text);
        }
        upsert.addBatch();
    }

    private void look(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT count(*) FROM catalog." + target.table());
        }
    }
}
