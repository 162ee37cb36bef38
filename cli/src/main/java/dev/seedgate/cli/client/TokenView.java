package dev.seedgate.cli.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token that is charged to the budget.
 *
 * @param state granted, active, suspect or draining
 * @param reason why it drains
 */
public record TokenView(
        String token,
        long fence,
        String cluster,
        String state,
        @Nullable String request,
        @Nullable String seed,
        @Nullable String database,
        @Nullable String worker,
        int connections,
        int askedBack,
        @Nullable Instant grantedAt,
        @Nullable Instant leaseUntil,
        @Nullable String reason) {

    /** All tokens of an installation, or of one cluster. */
    public record Tokens(List<TokenView> tokens) {}
}
