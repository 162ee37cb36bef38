package dev.seedgate.worker.seed.copy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.catalog.TableName;
import dev.seedgate.localstack.SharedLocalStack;
import dev.seedgate.worker.support.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** PostgreSQL before 16 is asked in another way, and says the same. */
class InputCheckIT {
    private static final int OLD = 15;

    @Test
    void whatIsAskedOneByOneIsJudgedAsByTheServersOwnFunction() throws Exception {
        TestDatabase database = TestDatabase.create(SharedLocalStack.get().postgres());
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create domain grade as text check (value in ('a', 'b'));"
                    + " create table t (n numeric(5, 2), v varchar(3), d date, g grade, j jsonb, b boolean);"
                    + " create temp table s (n text, v text, d text, g text, j text, b text);"
                    + " insert into s values ('1.5', 'abc', '2026-02-28', 'a', '{}', 'yes'), (null, null, null, null, null, null),"
                    + " ('1,5', 'abcd', '2026-02-30', 'c', '{', 'perhaps'), ('12345', '', '', '', '', '')");
            var columns = List.of("n", "v", "d", "g", "j", "b");
            TargetTable table = TargetTable.find(connection, new TableName("public", "t"), "feed", columns);

            List<String> old = judged(statement, InputCheck.of(connection, table, columns, OLD), columns);

            assertThat(old).contains("2 d date/time field value out of range: \"2026-02-30\"");
            assertThat(old).contains("2 n invalid input syntax for type numeric: \"1,5\"");
            assertThat(old)
                    .contains("2 v value too long for type character varying(3)")
                    .hasSize(11);
            if (connection.getMetaData().getDatabaseMajorVersion() > OLD) {
                assertThat(old).isEqualTo(judged(statement, InputCheck.of(connection, table, columns), columns));
            }
        }
    }

    private static List<String> judged(Statement statement, InputCheck check, List<String> columns)
            throws SQLException {
        var judged = new ArrayList<String>();
        for (String column : columns) {
            try (ResultSet row = statement.executeQuery("select row_number() over () - 1, " + check.refused(column)
                    + ", " + check.reason(column) + " from s")) {
                while (row.next()) {
                    if (row.getBoolean(2)) {
                        judged.add(row.getString(1) + " " + column + " " + row.getString(3));
                    }
                }
            }
        }
        return judged;
    }
}
