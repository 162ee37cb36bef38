package dev.seedgate.exec.gate;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a session knows besides the database, as far as another one can be given it: its settings. Whether there is more, PostgreSQL is
 * asked: prepared statements, cursors, temporary tables, advisory locks, channels that it listens to. Settings of an application's own and
 * what procedural languages keep are in no view, so it is also asked whether the database has a function that could leave such.
 *
 * @param settings in the order in which they are to be set
 */
record SessionState(List<Setting> settings) {
    /** For a simple query; two results: whether there is more than settings, and the settings. */
    static final String QUESTION = """
            select exists (select from pg_catalog.pg_prepared_statements)
                or exists (select from pg_catalog.pg_cursors)
                or exists (select from pg_catalog.pg_listening_channels())
                or exists (select from pg_catalog.pg_locks where locktype = 'advisory' and pid = pg_catalog.pg_backend_pid())
                or pg_catalog.pg_my_temp_schema() <> 0
                or exists (select from pg_catalog.pg_settings where source = 'session' and context <> 'user')
                or exists (select from pg_catalog.pg_proc p join pg_catalog.pg_language l on l.oid = p.prolang
                           where l.lanname not in ('internal', 'c')
                             and p.pronamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
                             and (l.lanname not in ('sql', 'plpgsql') or p.prosrc ~* \
            E'\\\\m(set_config|setseed|load|dblink_connect\\\\w*)\\\\M|\\\\mset\\\\s+(session\\\\s+)?[\\\\w$"]+\\\\s*[.]'));
            select name, setting from (
                select 1 as place, name, setting from pg_catalog.pg_settings
                where source = 'session'
                  and name not in ('application_name', 'transaction_isolation', 'transaction_read_only', 'transaction_deferrable')
                union all select 2, 'role', pg_catalog.current_setting('role')) s
            order by place, name""";

    /** Of a session that was just opened. */
    static final SessionState NEW = new SessionState(List.of());

    /** One setting, in plain ASCII. */
    record Setting(String name, String value) {}

    /**
     * Reads the answer.
     *
     * @param rows of {@link #QUESTION}, one letter a byte
     * @return empty where the session knows something that another one cannot be given
     */
    static Optional<SessionState> of(List<List<String>> rows) {
        if (rows.isEmpty() || !rows.getFirst().equals(List.of("f"))) {
            return Optional.empty();
        }
        List<List<String>> settings = rows.subList(1, rows.size());
        boolean readable = settings.stream()
                .allMatch(row -> row.size() == 2 && row.stream().allMatch(SessionState::isAscii));
        return readable
                ? Optional.of(new SessionState(settings.stream()
                        .map(row -> new Setting(row.getFirst(), row.getLast()))
                        .toList()))
                : Optional.empty();
    }

    /** The statement by which a session that was just opened is given it. */
    String restoring() {
        return settings.stream()
                .map(setting -> "pg_catalog.set_config(" + literal(setting.name()) + ", " + literal(setting.value())
                        + ", false)")
                .collect(Collectors.joining(", ", "select ", ""));
    }

    /** Read in the same way whatever {@code standard_conforming_strings} is. */
    private static String literal(String text) {
        return "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(letter -> letter < 128);
    }
}
