package dev.seedgate.verification.checker;

import dev.seedgate.protocol.Reply.Grant;
import dev.seedgate.protocol.StatusMessage.SeedStatus;
import dev.seedgate.protocol.TokenEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What every other promise rests on: a fence is given once and only ever grows, no token is granted or given back twice, what the
 * journal calls granted is what workers were sent, and the ledger's revisions never go back.
 *
 * <p>A bid may be answered twice: where its renewal and its grant cross on the wire, the ledger takes the renewal for a new bid, and
 * the worker gives the second token back. That is counted, because it should be rare.
 */
public final class FencesOnlyGrow implements TopicObserver, Checker {
    private final TokenLives tokens;
    private final List<String> violations = new ArrayList<>();
    private final Map<String, Long> lastRevision = new HashMap<>();
    private final Map<String, Long> lastFence = new HashMap<>();
    private final Map<String, String> sent = new HashMap<>();
    private final Set<String> answeredBids = new HashSet<>();
    /** Requests for tokens that nobody is sent: their holders look for them in the ledger. */
    private final Set<String> ofHolders = new HashSet<>();

    private int answeredTwice;

    public FencesOnlyGrow(TokenLives tokens) {
        this.tokens = tokens;
    }

    @Override
    public synchronized void journal(TokenEvent line, Instant appendedAt) {
        grows("revision", lastRevision, line.cluster(), line.revision(), line);
        if (line.event().equals("token-granted") && line.token() != null) {
            long fence = Long.parseLong(line.token().substring(line.cluster().length() + 1));
            grows("fence", lastFence, line.cluster(), fence, line);
        }
    }

    @Override
    public synchronized void grant(Grant grant, Instant appendedAt) {
        String earlier = sent.putIfAbsent(grant.token(), grant.worker().name());
        if (earlier != null) {
            violations.add("%s was sent to %s and to %s"
                    .formatted(grant.token(), earlier, grant.worker().name()));
        }
        answeredTwice += answeredBids.add(grant.bid()) ? 0 : 1;
        if (!grant.token().equals(grant.cluster() + "-" + grant.fence())) {
            violations.add("%s has the fence %d".formatted(grant.token(), grant.fence()));
        }
    }

    @Override
    public synchronized void status(SeedStatus status, Instant appendedAt) {
        if (status.request().hasHolder()) {
            ofHolders.add(status.request().id());
        }
    }

    private void grows(String what, Map<String, Long> last, String cluster, long value, TokenEvent line) {
        Long before = last.put(cluster, value);
        if (before != null && value <= before) {
            violations.add("%s %d of %s came after %d: %s".formatted(what, value, cluster, before, line.event()));
        }
    }

    @Override
    public synchronized Verdict verdict() {
        List<String> all = new ArrayList<>(violations);
        all.addAll(tokens.contradictions());
        Set<String> journalled = new HashSet<>();
        tokens.all().stream()
                .filter(life -> !ofHolders.contains(life.request()))
                .forEach(life -> journalled.add(life.token()));
        sent.keySet().stream()
                .filter(token -> !journalled.contains(token))
                .forEach(token -> all.add(token + " was sent and is not in the journal"));
        journalled.stream()
                .filter(token -> !sent.containsKey(token))
                .forEach(token -> all.add(token + " is in the journal and was sent to nobody"));
        return new Verdict(
                "fences only grow, no token is granted twice",
                "%d grants, last fence %s, last revision %s, %d bids answered twice"
                        .formatted(sent.size(), lastFence, lastRevision, answeredTwice),
                all);
    }
}
