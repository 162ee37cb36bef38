package dev.seedgate.verification.checker;

import dev.seedgate.localstack.workload.Login;
import dev.seedgate.protocol.TokenTag;
import dev.seedgate.verification.checker.TokenLives.Life;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * P1 and P3, where it hurts most: no row was committed under a token after its slots had been given away, whoever woke up and wrote
 * on. PostgreSQL's own commit times are held against the broker's times of the journal, on one machine; the server must run with
 * {@code track_commit_timestamp}. The history names its token, and the seed {@link EffectsExactlyOnce#TALLY} writes the name of the
 * session that wrote.
 */
public final class NoZombieWrites implements Checker {
    private static final String ROWS = """
            select token, pg_xact_commit_timestamp(xmin), count(*) from seedgate.seed_history group by 1, 2
            union all
            select session, pg_xact_commit_timestamp(xmin), count(*) from tally.half group by 1, 2
            """;

    private final Login database;
    private final String installation;
    private final TokenLives tokens;

    /** @param database the seeded one; the role may read its tables */
    public NoZombieWrites(Login database, String installation, TokenLives tokens) {
        this.database = database;
        this.installation = installation;
        this.tokens = tokens;
    }

    @Override
    public Verdict verdict() {
        List<String> violations = new ArrayList<>();
        int rows = 0;
        try (Connection connection = database.open();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(ROWS)) {
            while (found.next()) {
                rows += found.getInt(3);
                judge(found.getString(1), found.getTimestamp(2), found.getInt(3))
                        .ifPresent(violations::add);
            }
        } catch (SQLException e) {
            violations.add("the database could not be asked: " + e.getMessage());
        }
        return new Verdict("P1 zombies write nothing", rows + " rows' commits held against their tokens", violations);
    }

    private Optional<String> judge(String writer, Timestamp committed, int rows) {
        String token = TokenTag.token(installation, writer).orElse(writer);
        Instant freedAt = tokens.of(token).map(Life::freedAt).orElse(null);
        if (committed == null) {
            return Optional.of("PostgreSQL does not know when %d rows of %s were committed".formatted(rows, token));
        }
        // The broker's clock counts milliseconds.
        return freedAt != null && committed.toInstant().isAfter(freedAt.plusMillis(1))
                ? Optional.of("%d rows of %s were committed at %s, its slots were given away at %s"
                        .formatted(rows, token, committed.toInstant(), freedAt))
                : Optional.empty();
    }
}
