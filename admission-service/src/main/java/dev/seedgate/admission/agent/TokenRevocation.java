package dev.seedgate.admission.agent;

import dev.seedgate.admission.config.ServerLogin;
import dev.seedgate.core.ledger.TokenTerms;
import dev.seedgate.protocol.ClusterObservation.Effect;
import dev.seedgate.protocol.SkipReason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Makes sure that no transaction of a token commits any more, and then asks whether one did. A seed's transaction commits only if it
 * can delete its token's row in {@code seedgate.token_fence} unrevoked. To mark that row as revoked waits for a commit that is under
 * way, and makes every later one impossible; after it, the row in {@code seedgate.seed_history} is there or will never be.
 */
final class TokenRevocation {
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(4);
    private static final String OPTIONS =
            "-c statement_timeout=3000 -c lock_timeout=2000 -c synchronous_commit=on -c default_transaction_read_only=off";

    private static final String REVOKE = """
            insert into seedgate.token_fence as fence (token, fence, revoked_at) values (?, ?, now())
                on conflict (token) do update set revoked_at = coalesce(fence.revoked_at, now())
            """;

    /**
     * A row that is not finished was committed by a script of the seed, so part of its effect is there. A history that an older worker
     * made has no such columns as the last two.
     */
    private static final String EFFECT = """
            select finished_at is not null, coalesce(rows, 0), (to_jsonb(h) ->> 'rejected')::bigint,
                (to_jsonb(h) ->> 'skipped')::boolean
            from seedgate.seed_history h where request = ?
            """;

    /** Nobody can hold so old a token any more; rows of workers that died before their commit go too. */
    private static final String CLEAN_UP =
            "delete from seedgate.token_fence where coalesce(revoked_at, noted_at) < now() - interval '30 days'";

    private TokenRevocation() {}

    /**
     * Does both over a connection of its own, whose backend is gone when this returns.
     *
     * @throws SQLException when nothing is known
     */
    static Effect revokeAndAsk(ServerLogin login, AgentNames names, TokenTerms terms) throws SQLException {
        try (Connection connection =
                Connecting.openForAMoment(login, names.settlement(terms.id()), ANSWER_TIMEOUT, OPTIONS)) {
            revoke(connection, terms);
            Effect effect = effect(connection, terms.request());
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate(CLEAN_UP);
            }
            return effect;
        }
    }

    private static void revoke(Connection connection, TokenTerms terms) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(REVOKE)) {
            statement.setString(1, terms.id());
            statement.setLong(2, terms.fence());
            statement.executeUpdate();
        }
    }

    private static Effect effect(Connection connection, String request) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(EFFECT)) {
            statement.setString(1, request);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return new Effect.NeverApplied();
                }
                return row.getBoolean(1)
                        ? new Effect.Applied(
                                row.getLong(2),
                                row.getObject(3, Long.class),
                                row.getBoolean(4) ? SkipReason.UNCHANGED : null)
                        : new Effect.Unknown(
                                "a script of the seed committed by itself, so part of its effect may be there");
            }
        }
    }
}
