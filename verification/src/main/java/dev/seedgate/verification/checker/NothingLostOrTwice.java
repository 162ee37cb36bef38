package dev.seedgate.verification.checker;

import dev.seedgate.protocol.SeedState;
import dev.seedgate.protocol.StatusMessage.SeedStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * P3, as the topics tell it: what got a 202 ends in exactly one final state, after which nothing is said any more; a dead letter
 * is there for what died and for nothing else; and what got no 202 never appears. Whoever waits for a token of their own gets no 202;
 * their requests end once all the same.
 */
public final class NothingLostOrTwice implements Checker {
    private final RequestLives requests;
    private final Set<String> accepted = new LinkedHashSet<>();

    public NothingLostOrTwice(RequestLives requests) {
        this.requests = requests;
    }

    /** The request got its 202. Its posting again under the same Idempotency-Key changes nothing. */
    public synchronized void accepted(String request) {
        accepted.add(request);
    }

    /** All that got a 202, in that order. */
    public synchronized List<String> accepted() {
        return List.copyOf(accepted);
    }

    /** True when every accepted request's last word is final. */
    public boolean allFinished() {
        return accepted().stream()
                .allMatch(id ->
                        requests.last(id).filter(last -> last.state().isFinal()).isPresent());
    }

    @Override
    public Verdict verdict() {
        List<String> violations = new ArrayList<>();
        Map<SeedState, Integer> ends = new TreeMap<>();
        int attempts = 0;
        int interruptions = 0;
        for (String id : accepted()) {
            List<SeedStatus> life = requests.of(id);
            violations.addAll(faults(id, life));
            if (!life.isEmpty()) {
                ends.merge(life.getLast().state(), 1, Integer::sum);
                attempts += life.getLast().attempt();
                interruptions += life.getLast().interruptions();
            }
        }
        Set<String> uninvited = new HashSet<>(requests.ids());
        accepted().forEach(uninvited::remove);
        for (String id : uninvited) {
            List<SeedStatus> life = requests.of(id);
            if (life.getFirst().request().hasHolder()) {
                violations.addAll(faults(id, life));
            } else {
                violations.add(id + " got no 202 and appeared all the same");
            }
        }
        return new Verdict(
                "P3 nothing accepted is lost or ends twice",
                "%d accepted, ended %s, after %d attempts and %d interruptions"
                        .formatted(accepted().size(), ends, attempts, interruptions),
                violations);
    }

    private List<String> faults(String id, List<SeedStatus> life) {
        List<String> faults = new ArrayList<>();
        List<SeedState> states = life.stream().map(SeedStatus::state).toList();
        long ends = states.stream().filter(SeedState::isFinal).count();
        if (ends != 1) {
            faults.add("%s ended %d times: %s".formatted(id, ends, states));
        } else if (!states.getLast().isFinal()) {
            faults.add("%s lived on after its end: %s".formatted(id, states));
        }
        int expected = states.contains(SeedState.DEAD) ? 1 : 0;
        if (requests.deadLetters(id) != expected) {
            faults.add("%s has %d dead letters and not %d".formatted(id, requests.deadLetters(id), expected));
        }
        return faults;
    }
}
