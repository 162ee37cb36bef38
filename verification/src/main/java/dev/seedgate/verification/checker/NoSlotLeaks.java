package dev.seedgate.verification.checker;

import dev.seedgate.verification.checker.TokenLives.Life;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * P4. When nothing runs any more, nothing is charged and PostgreSQL shows no token's session; and wherever a token was taken back,
 * or its last session was gone, its slots were free again within the bound.
 */
public final class NoSlotLeaks implements Checker {
    private final TokenLives tokens;
    private final SessionLog sessions;
    private final Duration bound;

    /** @param bound from when a token is taken back, and from when its last session was seen, until its slots are free */
    public NoSlotLeaks(TokenLives tokens, SessionLog sessions, Duration bound) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.bound = bound;
    }

    /** How long a token's slots stayed charged after something. */
    public record Return(Life life, Duration time) {}

    /** True when nothing is charged and no session is there; what a run that has ended waits for before the verdict. */
    public boolean isCalm() {
        return tokens.charged().isEmpty() && sessions.now().isEmpty();
    }

    @Override
    public Verdict verdict() {
        List<String> violations = new ArrayList<>();
        tokens.charged()
                .forEach(life -> violations.add("%s of %s is still charged with %d slots"
                        .formatted(life.token(), life.worker(), life.connections())));
        if (!sessions.now().isEmpty()) {
            violations.add("PostgreSQL still shows sessions of " + sessions.now());
        }
        List<Return> drained = afterDrain();
        List<Return> sessionless = afterLastSession();
        addLate(drained, "(%s) was free %s after it was taken back", violations);
        addLate(sessionless, "(%s) was free %s after its last session was seen", violations);
        return new Verdict(
                "P4 no slot leaks",
                "%d tokens, %d taken back%s%s; bound %s"
                        .formatted(
                                tokens.all().size(),
                                drained.size(),
                                words(drained, "after that"),
                                words(sessionless, "after the last session"),
                                bound),
                violations);
    }

    /** The longest time from when a token's last session was seen until its slots were free. */
    public Optional<Return> slowestAfterLastSession() {
        return slowest(afterLastSession());
    }

    private List<Return> afterDrain() {
        return tokens.all().stream()
                .flatMap(life -> life.drainTime().map(time -> new Return(life, time)).stream())
                .toList();
    }

    private List<Return> afterLastSession() {
        return tokens.all().stream()
                .flatMap(life ->
                        sessions.of(life.token()).flatMap(seen -> returnAfter(life, seen.lastAnsweredAt())).stream())
                .toList();
    }

    private static Optional<Return> returnAfter(Life life, Instant moment) {
        return Optional.ofNullable(life.freedAt()).map(freedAt -> new Return(life, Duration.between(moment, freedAt)));
    }

    private void addLate(List<Return> returns, String words, List<String> violations) {
        returns.stream()
                .filter(each -> each.time().compareTo(bound) > 0)
                .forEach(each -> violations.add((each.life().token() + " " + words)
                        .formatted(each.life().drainReason(), each.time())));
    }

    private static String words(List<Return> returns, String after) {
        return slowest(returns)
                .map(each -> ", free %d ms %s at the latest (%s of %s, %s)"
                        .formatted(
                                each.time().toMillis(),
                                after,
                                each.life().token(),
                                each.life().worker(),
                                each.life().drainReason() == null
                                        ? "released"
                                        : each.life().drainReason()))
                .orElse("");
    }

    private static Optional<Return> slowest(List<Return> returns) {
        return returns.stream().max(Comparator.comparing(Return::time));
    }
}
