package dev.seedgate.verification.checker;

import dev.seedgate.protocol.BudgetFigures;
import dev.seedgate.protocol.TokenEvent;
import dev.seedgate.verification.checker.SessionLog.Look;
import dev.seedgate.verification.checker.TokenLives.Life;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * P1. In the journal: no grant makes charged exceed the budget, and charged is what the tokens' own lines add up to. At
 * PostgreSQL: no token has more sessions than it is worth, none has any before it was granted or after its slots were given away,
 * and so all of them together never have more than is charged.
 */
public final class NeverOneTooMany implements TopicObserver, Checker {
    private final TokenLives tokens;
    private final SessionLog sessions;
    private final List<String> violations = new ArrayList<>();
    private final Map<String, Integer> charged = new HashMap<>();
    private int grants;
    private int peakCharged;
    private int largestBudget;
    private int smallestBudget = Integer.MAX_VALUE;

    public NeverOneTooMany(TokenLives tokens, SessionLog sessions) {
        this.tokens = tokens;
        this.sessions = sessions;
    }

    @Override
    public synchronized void journal(TokenEvent line, Instant appendedAt) {
        BudgetFigures figures = line.budget();
        peakCharged = Math.max(peakCharged, figures.charged());
        largestBudget = Math.max(largestBudget, figures.budget());
        smallestBudget = Math.min(smallestBudget, figures.budget());
        recount(line);
        if (line.event().equals("token-granted")) {
            grants++;
            if (figures.charged() > figures.budget()) {
                violations.add("%s was granted at revision %d although that charged %d of %d"
                        .formatted(line.token(), line.revision(), figures.charged(), figures.budget()));
            }
        }
    }

    /** Adds up what the ledger says that it has added up. What was charged when the watch began is taken on trust. */
    private void recount(TokenEvent line) {
        int worth = line.connections() == null ? 0 : line.connections();
        int change = switch (line.event()) {
            case "token-granted" -> worth;
            case "token-released", "token-reclaimed" -> -worth;
            default -> 0;
        };
        int said = line.budget().charged();
        int before = charged.getOrDefault(line.cluster(), said - change);
        charged.put(line.cluster(), before + change);
        if (before + change != said) {
            violations.add("revision %d says that %d slots are charged, its tokens add up to %d"
                    .formatted(line.revision(), said, before + change));
        }
    }

    @Override
    public synchronized Verdict verdict() {
        List<String> all = new ArrayList<>(violations);
        List<Look> looks = sessions.looks();
        looks.forEach(look -> look.sessions()
                .forEach((token, count) -> excess(token, count, look).ifPresent(all::add)));
        int peak = looks.stream().mapToInt(Look::total).max().orElse(0);
        if (peak > largestBudget) {
            all.add("%d sessions of tokens at once, and the budget was never above %d".formatted(peak, largestBudget));
        }
        return new Verdict(
                "P1 never one too many",
                "%d looks at PostgreSQL, at most %d sessions of tokens and %d of everybody; %d grants, at most %d charged; budget %s"
                        .formatted(sessions.count(), peak, sessions.peakOfAll(), grants, peakCharged, budgets()),
                all);
    }

    private String budgets() {
        return smallestBudget >= largestBudget
                ? Integer.toString(largestBudget)
                : smallestBudget + " to " + largestBudget;
    }

    /** Why a token should not have had so many sessions at that look. */
    private Optional<String> excess(String token, int count, Look look) {
        Optional<Life> found = tokens.of(token);
        if (found.isEmpty()) {
            return Optional.of(
                    "%s had %d sessions at %s and was never granted".formatted(token, count, look.askedAt()));
        }
        Life life = found.get();
        if (count > life.connections()) {
            return Optional.of("%s is worth %d and had %d sessions at %s"
                    .formatted(token, life.connections(), count, look.askedAt()));
        }
        // The broker's clock counts milliseconds; it is this machine's.
        if (look.answeredAt().isBefore(life.grantedAt())) {
            return Optional.of("%s had %d sessions at %s and was granted at %s"
                    .formatted(token, count, look.answeredAt(), life.grantedAt()));
        }
        Instant freedAt = life.freedAt();
        if (freedAt != null && freedAt.plusMillis(1).isBefore(look.askedAt())) {
            return Optional.of("%s still had %d sessions at %s; its slots were given away at %s"
                    .formatted(token, count, look.askedAt(), freedAt));
        }
        return Optional.empty();
    }
}
