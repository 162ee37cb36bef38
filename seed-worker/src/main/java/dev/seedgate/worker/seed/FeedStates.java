package dev.seedgate.worker.seed;

import dev.seedgate.catalog.CopyStep;
import dev.seedgate.catalog.SeedDefinition;
import dev.seedgate.catalog.TableName;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.worker.feed.record.FeedContent;
import dev.seedgate.worker.feed.record.WebVersion;
import dev.seedgate.worker.seed.step.StepFailedException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code seedgate.feed_state}: for each copy step of a seed what its feed held at the seed's last success in this database.
 * Written in the transaction that the success is. A seed's rows are taken out when it succeeds without noting them, so that none of
 * them is older than the last success.
 */
final class FeedStates {
    /** A table that was emptied, made anew or restored since has another place on the disk. */
    private static final String TABLE = "(select c.oid || '/' || coalesce(pg_relation_filenode(c.oid)::text, '')"
            + " from pg_class c where c.oid = to_regclass(?))";

    private final Connection connection;
    private final SeedDefinition definition;
    private final SeedRequest request;
    private final String parameters;

    /**
     * Of one run.
     *
     * @param connection in the seed's transaction
     * @throws StepFailedException when the request lacks a parameter
     */
    FeedStates(Connection connection, SeedDefinition definition, SeedRequest request) throws StepFailedException {
        this.connection = connection;
        this.definition = definition;
        this.request = request;
        this.parameters = hash(SeedParameters.values(definition, request));
    }

    /**
     * What was noted for a step.
     *
     * @param like whether version, parameters and the table are those of this run
     * @param by the request that noted it
     */
    record State(boolean like, String by, FeedContent content) {}

    Optional<State> find(int step, CopyStep copy) throws SQLException {
        String sql = "select definition_version = ? and parameters = ? and target is not distinct from " + TABLE
                + ", request, content, etag, last_modified, address from seedgate.feed_state where seed = ? and step = ?";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, definition.definitionVersion());
            query.setString(2, parameters);
            query.setString(3, quoted(copy.target().table()));
            query.setString(4, definition.name());
            query.setInt(5, step);
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(new State(
                                row.getBoolean(1), row.getString(2), new FeedContent(row.getString(3), version(row))))
                        : Optional.empty();
            }
        }
    }

    private static @Nullable WebVersion version(ResultSet row) throws SQLException {
        String address = row.getString(6);
        return address == null ? null : new WebVersion(row.getString(4), row.getString(5), address);
    }

    /** Replaces what an earlier success noted; by nothing where there is nothing to note. */
    void record(Map<Integer, FeedContent> contents) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from seedgate.feed_state where seed = ?")) {
            delete.setString(1, definition.name());
            delete.executeUpdate();
        }
        for (Map.Entry<Integer, FeedContent> content : new TreeMap<>(contents).entrySet()) {
            insert(content.getKey(), content.getValue());
        }
    }

    /** Where the seed may run beside itself, the other run may have noted its own since; the later one counts. */
    private void insert(int step, FeedContent content) throws SQLException {
        String sql =
                "insert into seedgate.feed_state (seed, step, definition_version, parameters, target, content, etag,"
                        + " last_modified, address, request) values (?, ?, ?, ?, " + TABLE + ", ?, ?, ?, ?, ?)"
                        + " on conflict (seed, step) do update set definition_version = excluded.definition_version,"
                        + " parameters = excluded.parameters, target = excluded.target, content = excluded.content,"
                        + " etag = excluded.etag, last_modified = excluded.last_modified, address = excluded.address,"
                        + " request = excluded.request, recorded_at = now()";
        WebVersion version = content.version();
        CopyStep copy = (CopyStep) definition.steps().get(step - 1);
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, definition.name());
            insert.setInt(2, step);
            insert.setString(3, definition.definitionVersion());
            insert.setString(4, parameters);
            insert.setString(5, quoted(copy.target().table()));
            insert.setString(6, content.sha256());
            insert.setString(7, version == null ? null : version.etag());
            insert.setString(8, version == null ? null : version.lastModified());
            insert.setString(9, version == null ? null : version.address());
            insert.setString(10, request.id());
            insert.executeUpdate();
        }
    }

    /** The catalog lets no quote into a name. */
    private static String quoted(TableName table) {
        return "\"" + table.schema() + "\".\"" + table.table() + "\"";
    }

    /** Values may be secrets, so they are not kept. */
    private static String hash(Map<String, String> values) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new TreeMap<>(values)
                    .forEach((name, value) -> digest.update(
                            (name + "=" + value.length() + ":" + value).getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
