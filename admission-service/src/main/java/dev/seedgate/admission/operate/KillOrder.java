package dev.seedgate.admission.operate;

import java.util.List;

/**
 * Which seeds somebody wants killed.
 *
 * @param tokens ids of tokens; empty for all
 * @param hold to stop granting as well
 * @param by who asks
 * @param reason may be empty
 */
public record KillOrder(String cluster, List<String> tokens, boolean hold, String by, String reason) {
    public KillOrder {
        tokens = List.copyOf(tokens);
    }
}
