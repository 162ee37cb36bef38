package dev.seedgate.verification.checker;

import dev.seedgate.core.ledger.DrainReason;
import dev.seedgate.protocol.TokenEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What the journal says of each token: when it was granted, taken back, free. Times are the broker's. */
public final class TokenLives implements TopicObserver {
    private final Map<String, Life> lives = new LinkedHashMap<>();
    private final Map<String, Life> charged = new LinkedHashMap<>();
    private final List<String> contradictions = new ArrayList<>();

    /**
     * One token.
     *
     * @param connections that it is worth now, or was last
     * @param most that it ever was worth
     * @param drainedAt when it was first said to be taken back; null where it never was
     * @param freedAt when its slots were free; null while they are charged
     */
    public record Life(
            String token,
            String request,
            String worker,
            int connections,
            int most,
            Instant grantedAt,
            @Nullable Instant drainedAt,
            @Nullable String drainReason,
            @Nullable Instant freedAt) {
        private Life drained(@Nullable String reason, Instant at) {
            return drainedAt == null
                    ? new Life(token, request, worker, connections, most, grantedAt, at, reason, freedAt)
                    : this;
        }

        private Life freed(Instant at) {
            return new Life(token, request, worker, connections, most, grantedAt, drainedAt, drainReason, at);
        }

        private Life sized(int worth) {
            return new Life(
                    token, request, worker, worth, Math.max(most, worth), grantedAt, drainedAt, drainReason, freedAt);
        }

        /**
         * Whether somebody else ended it than its holder. A holder that could not prove that its sessions are gone, because it reaches
         * PostgreSQL by a port that is passed on, has given it back all the same.
         */
        public boolean wasTakenBack() {
            return drainedAt != null
                    && !DrainReason.RELEASED_WITHOUT_PROOF.words().equals(drainReason);
        }

        /** How long its slots stayed charged after it was taken back; nothing where it was not, or is not free yet. */
        public Optional<Duration> drainTime() {
            return drainedAt == null || freedAt == null
                    ? Optional.empty()
                    : Optional.of(Duration.between(drainedAt, freedAt));
        }
    }

    @Override
    public synchronized void journal(TokenEvent line, Instant appendedAt) {
        switch (line.event()) {
            case "token-granted" -> granted(line, appendedAt);
            case "token-drained" -> change(line, life -> life.drained(line.detail(), appendedAt));
            case "token-grown", "connections-returned" ->
                change(line, life -> life.sized(line.connections() == null ? 0 : line.connections()));
            case "token-released", "token-reclaimed" -> change(line, life -> life.freed(appendedAt));
            default -> {
                // Says nothing of a token's beginning or end.
            }
        }
    }

    /** All that were granted since the watch began, in that order. */
    public synchronized List<Life> all() {
        return List.copyOf(lives.values());
    }

    public synchronized Optional<Life> of(String token) {
        return Optional.ofNullable(lives.get(token));
    }

    /** Tokens that were granted, and have not been free since. */
    public synchronized List<Life> charged() {
        return List.copyOf(charged.values());
    }

    /** What no history of a token may hold: granted twice, free twice. */
    public synchronized List<String> contradictions() {
        return List.copyOf(contradictions);
    }

    private void granted(TokenEvent line, Instant at) {
        String token = String.valueOf(line.token());
        int connections = line.connections() == null ? 0 : line.connections();
        Life life = new Life(
                token,
                String.valueOf(line.request()),
                String.valueOf(line.worker()),
                connections,
                connections,
                at,
                null,
                null,
                null);
        if (lives.putIfAbsent(token, life) == null) {
            charged.put(token, life);
        } else {
            contradictions.add(token + " was granted twice, the second time at revision " + line.revision());
        }
    }

    private void change(TokenEvent line, UnaryOperator<Life> change) {
        String token = String.valueOf(line.token());
        Life life = lives.get(token);
        if (life == null) {
            return; // granted before the watch began
        }
        if (life.freedAt() != null) {
            contradictions.add(
                    "%s was free already when revision %d said %s".formatted(token, line.revision(), line.event()));
        }
        Life changed = change.apply(life);
        lives.put(token, changed);
        if (changed.freedAt() == null) {
            charged.put(token, changed);
        } else {
            charged.remove(token);
        }
    }
}
