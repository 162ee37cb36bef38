package dev.seedgate.verification.checker;

import dev.seedgate.verification.checker.TokenLives.Life;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * P4. When nothing runs any more, nothing is charged and PostgreSQL shows no token's session; and wherever a token was taken back,
 * its slots were free again within the bound.
 */
public final class NoSlotLeaks implements Checker {
    private final TokenLives tokens;
    private final SessionLog sessions;
    private final Duration bound;

    /** @param bound from when a token is taken back until its slots are free */
    public NoSlotLeaks(TokenLives tokens, SessionLog sessions, Duration bound) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.bound = bound;
    }

    /** True when nothing is charged and no session is there; what a run that has ended waits for before the verdict. */
    public boolean isCalm() {
        return tokens.charged().isEmpty() && sessions.isEmptyNow();
    }

    @Override
    public Verdict verdict() {
        List<String> violations = new ArrayList<>();
        tokens.charged()
                .forEach(life -> violations.add("%s of %s is still charged with %d slots"
                        .formatted(life.token(), life.worker(), life.connections())));
        if (!sessions.isEmptyNow()) {
            violations.add("PostgreSQL still shows sessions of "
                    + sessions.looks().getLast().sessions());
        }
        List<Life> drained = tokens.all().stream()
                .filter(life -> life.drainTime().isPresent())
                .toList();
        drained.stream()
                .filter(this::tookTooLong)
                .forEach(life -> violations.add("%s (%s) was free %s after it was taken back"
                        .formatted(
                                life.token(),
                                life.drainReason(),
                                life.drainTime().orElseThrow())));
        Optional<Life> slowest = drained.stream()
                .max(Comparator.comparing(life -> life.drainTime().orElseThrow()));
        return new Verdict(
                "P4 no slot leaks",
                "%d tokens, %d taken back%s; bound %s"
                        .formatted(
                                tokens.all().size(),
                                drained.size(),
                                slowest.map(life -> ", free after %d ms at the latest (%s)"
                                                .formatted(
                                                        life.drainTime()
                                                                .orElseThrow()
                                                                .toMillis(),
                                                        life.drainReason()))
                                        .orElse(""),
                                bound),
                violations);
    }

    private boolean tookTooLong(Life life) {
        return life.drainTime().orElseThrow().compareTo(bound) > 0;
    }
}
