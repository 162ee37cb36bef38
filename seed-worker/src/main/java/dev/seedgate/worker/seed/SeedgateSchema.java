package dev.seedgate.worker.seed;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The schema {@code seedgate} in a seeded database: what {@link SeedHistory}, {@link TokenFence} and {@link FeedStates} are kept in, and
 * the rows of feeds that were put aside.
 */
final class SeedgateSchema {
    private static final String EXISTS =
            "select to_regclass('seedgate.seed_history') is not null and to_regclass('seedgate.token_fence') is not null"
                    + " and to_regclass('seedgate.rejects') is not null and to_regclass('seedgate.feed_state') is not null"
                    + " and exists (select from pg_attribute where attrelid = to_regclass('seedgate.seed_history')"
                    + " and attname = 'skipped')";
    /** {@code if not exists} alone is not safe between sessions that start together. */
    private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended('seedgate.seed_history', 0))";

    private static final String CREATE = """
            create schema if not exists seedgate;
            create table if not exists seedgate.seed_history (
                request            text primary key,
                seed               text not null,
                definition_version text not null,
                token              text not null,
                fence              bigint not null,
                worker             text not null,
                rows               bigint,
                started_at         timestamptz not null,
                finished_at        timestamptz,
                rejected           bigint,
                skipped            boolean
            );
            alter table seedgate.seed_history
                add column if not exists rejected bigint, add column if not exists skipped boolean;
            create table if not exists seedgate.token_fence (
                token      text primary key,
                fence      bigint not null,
                revoked_at timestamptz,
                noted_at   timestamptz not null default now()
            );
            create table if not exists seedgate.rejects (
                request     text not null,
                step        integer not null,
                file        text not null,
                line        bigint not null,
                "column"    text,
                value       text,
                reason      text not null,
                rejected_at timestamptz not null default now()
            );
            create index if not exists rejects_request on seedgate.rejects (request, step, line);
            create table if not exists seedgate.feed_state (
                seed               text not null,
                step               integer not null,
                definition_version text not null,
                parameters         text not null,
                target             text,
                content            text not null,
                etag               text,
                last_modified      text,
                address            text,
                request            text not null,
                recorded_at        timestamptz not null default now(),
                primary key (seed, step)
            )""";

    private SeedgateSchema() {}

    /**
     * Makes the tables where they are missing, in a transaction of its own.
     *
     * @param connection without auto-commit and without an open transaction
     */
    static void prepare(Connection connection) throws SQLException {
        prepare(connection, EXISTS, LOCK, CREATE);
    }

    /** Makes what is missing, in a transaction of its own. */
    static void prepare(Connection connection, String exists, String lock, String create) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!isTrue(statement, exists)) {
                statement.execute(lock);
                statement.execute(create);
            }
            connection.commit();
        }
    }

    private static boolean isTrue(Statement statement, String question) throws SQLException {
        try (ResultSet found = statement.executeQuery(question)) {
            return found.next() && found.getBoolean(1);
        }
    }
}
