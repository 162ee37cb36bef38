package dev.seedgate.verification.checker;

import dev.seedgate.protocol.BudgetFigures;
import dev.seedgate.protocol.TokenEvent;
import dev.seedgate.verification.checker.TokenLives.Life;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * P1. In the journal: no grant makes charged exceed the budget, and charged is what the tokens' own lines add up to. At
 * PostgreSQL: no token has more sessions than it is worth, none has any before it was granted or after its slots were given away,
 * and so all of them together never have more than is charged.
 */
public final class NeverOneTooMany implements TopicObserver, Checker {
    private final TokenLives tokens;
    private final SessionLog sessions;
    private final Overdrafts overdrafts;
    private final List<String> violations = new ArrayList<>();
    private final Map<String, Integer> charged = new HashMap<>();
    private int grants;
    /** By token, as its last line says. */
    private final Map<String, Integer> worths = new HashMap<>();

    private int peakCharged;
    private int largestBudget;
    private int smallestBudget = Integer.MAX_VALUE;
    private int mostAboveBudget;

    public NeverOneTooMany(TokenLives tokens, SessionLog sessions) {
        this(tokens, sessions, Overdrafts.none());
    }

    /** @param overdrafts tokens that the run itself overdrew */
    public NeverOneTooMany(TokenLives tokens, SessionLog sessions, Overdrafts overdrafts) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.overdrafts = overdrafts;
    }

    @Override
    public synchronized void journal(TokenEvent line, Instant appendedAt) {
        BudgetFigures figures = line.budget();
        peakCharged = Math.max(peakCharged, figures.charged());
        largestBudget = Math.max(largestBudget, figures.budget());
        smallestBudget = Math.min(smallestBudget, figures.budget());
        recount(line);
        if (line.event().equals("token-granted") || line.event().equals("token-grown")) {
            grants += line.event().equals("token-granted") ? 1 : 0;
            mostAboveBudget = Math.max(mostAboveBudget, figures.charged() - figures.budget());
            if (figures.charged() > figures.budget()) {
                violations.add("%s was granted, or given more, at revision %d although that charged %d of %d"
                        .formatted(line.token(), line.revision(), figures.charged(), figures.budget()));
            }
        }
    }

    /** Adds up what the ledger says that it has added up. What was charged when the watch began is taken on trust. */
    private void recount(TokenEvent line) {
        int worth = line.connections() == null ? 0 : line.connections();
        int said = line.budget().charged();
        int change = switch (line.event()) {
            case "token-granted" -> worth;
            case "token-grown", "connections-returned" -> worth - worths.getOrDefault(line.token(), worth);
            case "token-released", "token-reclaimed" -> -worth;
            default -> 0;
        };
        if (line.token() != null && line.connections() != null) {
            worths.put(line.token(), worth);
        }
        int before = charged.getOrDefault(line.cluster(), said - change);
        charged.put(line.cluster(), before + change);
        if (before + change != said) {
            violations.add("revision %d says that %d slots are charged, its tokens add up to %d"
                    .formatted(line.revision(), said, before + change));
        }
    }

    /** By how much a grant made charged exceed the budget, at the most; zero where none did. */
    public synchronized int mostAboveBudget() {
        return mostAboveBudget;
    }

    /** The most sessions that any token had beyond what was charged for it then; overdrafts that ended in time are none. */
    public int mostAboveCharged() {
        return sessions.all().entrySet().stream()
                .mapToInt(entry -> excess(entry.getKey(), entry.getValue()).sessions())
                .max()
                .orElse(0);
    }

    @Override
    public synchronized Verdict verdict() {
        List<String> all = new ArrayList<>(violations);
        sessions.all().forEach((token, seen) -> all.addAll(excess(token, seen).reasons()));
        int peak = sessions.peak();
        if (peak - overdrafts.most() > largestBudget) {
            all.add("%d sessions of tokens at once, and the budget was never above %d".formatted(peak, largestBudget));
        }
        return new Verdict(
                "P1 never one too many",
                "%d looks at PostgreSQL, at most %d sessions of tokens and %d of everybody; %d grants, at most %d charged; budget %s%s"
                        .formatted(
                                sessions.count(),
                                peak,
                                sessions.peakOfAll(),
                                grants,
                                peakCharged,
                                budgets(),
                                overdrafts.tokens() == 0 ? "" : "; %d tokens overdrawn".formatted(overdrafts.tokens())),
                all);
    }

    private String budgets() {
        return smallestBudget >= largestBudget
                ? Integer.toString(largestBudget)
                : smallestBudget + " to " + largestBudget;
    }

    /** Sessions that a token should not have had, at the most, and why not. */
    private record Excess(int sessions, List<String> reasons) {}

    private Excess excess(String token, Sighting seen) {
        Life life = tokens.of(token).orElse(null);
        if (life == null) {
            return new Excess(
                    seen.most(),
                    List.of("%s had %d sessions at %s and was never granted"
                            .formatted(token, seen.most(), seen.firstAnsweredAt())));
        }
        List<String> reasons = new ArrayList<>();
        int most = beyondWorth(life, seen, reasons);
        // The broker's clock counts milliseconds; it is this machine's.
        if (seen.firstAnsweredAt().isBefore(life.grantedAt())) {
            reasons.add("%s had sessions at %s and was granted at %s"
                    .formatted(token, seen.firstAnsweredAt(), life.grantedAt()));
            most = seen.most();
        }
        Instant freedAt = life.freedAt();
        Duration late = overdrafts.extra(token) > 0 ? overdrafts.reaction() : Duration.ofMillis(1);
        if (freedAt != null && freedAt.plus(late).isBefore(seen.lastAskedAt())) {
            reasons.add("%s still had sessions at %s; its slots were given away at %s"
                    .formatted(token, seen.lastAskedAt(), freedAt));
            most = Math.max(most, 1);
        }
        return new Excess(most, reasons);
    }

    private int beyondWorth(Life life, Sighting seen, List<String> reasons) {
        int worth = life.most();
        int extra = overdrafts.extra(life.token());
        if (seen.most() > worth + extra) {
            reasons.add("%s is worth %d and had %d sessions, the last of them at %s"
                    .formatted(life.token(), worth, seen.most(), seen.lastAskedAt()));
            return seen.most() - worth;
        }
        if (seen.most() > worth && seen.longestAbove(worth).compareTo(overdrafts.reaction()) > 0) {
            reasons.add("%s is worth %d and was overdrawn for %s, the bound is %s"
                    .formatted(life.token(), worth, seen.longestAbove(worth), overdrafts.reaction()));
            return seen.most() - worth;
        }
        return 0;
    }
}
