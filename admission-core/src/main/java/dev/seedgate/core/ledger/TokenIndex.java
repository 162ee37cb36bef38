package dev.seedgate.core.ledger;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** All tokens in the order of their fences, by whatever they are looked up, and what they are charged together. */
final class TokenIndex {
    private final NavigableMap<Long, Token> byFence = new TreeMap<>();
    private final NavigableMap<Long, Token.Draining> draining = new TreeMap<>();
    private final Map<String, Token> byBid = new HashMap<>();
    private final Map<String, NavigableMap<Long, Token>> byWorker = new HashMap<>();
    private int charged;

    void add(Token token) {
        TokenTerms terms = token.terms();
        byFence.put(terms.fence(), token);
        byBid.put(terms.bid(), token);
        byWorker.computeIfAbsent(terms.holder().name(), name -> new TreeMap<>()).put(terms.fence(), token);
        if (token instanceof Token.Draining taken) {
            draining.put(terms.fence(), taken);
        }
        charged += terms.connections();
    }

    void remove(Token token) {
        TokenTerms terms = token.terms();
        byFence.remove(terms.fence());
        draining.remove(terms.fence());
        byBid.remove(terms.bid(), token);
        byWorker.computeIfPresent(terms.holder().name(), (name, tokens) -> {
            tokens.remove(terms.fence());
            return tokens.isEmpty() ? null : tokens;
        });
        charged -= terms.connections();
    }

    int charged() {
        return charged;
    }

    Collection<Token> all() {
        return Collections.unmodifiableCollection(byFence.values());
    }

    Collection<Token.Draining> draining() {
        return Collections.unmodifiableCollection(draining.values());
    }

    Optional<Token> grantedTo(String bid) {
        return Optional.ofNullable(byBid.get(bid));
    }

    Collection<Token> heldBy(String worker) {
        NavigableMap<Long, Token> held = byWorker.get(worker);
        return held == null ? List.of() : Collections.unmodifiableCollection(held.values());
    }
}
