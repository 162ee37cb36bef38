package dev.seedgate.admission.operate;

import dev.seedgate.admission.operate.KillReport.Refusal;
import dev.seedgate.admission.readmodel.ClusterReport;
import dev.seedgate.admission.readmodel.TokenSnapshot;
import dev.seedgate.catalog.Suggestion;
import dev.seedgate.core.ledger.ClusterState;
import dev.seedgate.protocol.ClusterObservation.PinnedSession;
import dev.seedgate.protocol.TokenTag;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Which tokens an order means, and what of it is refused: nothing but sessions of tokens is ever touched. */
record Meant(List<TokenSnapshot> tokens, List<Refusal> refused) {
    private static final int LONGEST_NAME = 64;

    Meant {
        tokens = List.copyOf(tokens);
        refused = List.copyOf(refused);
    }

    /** All tokens where the order names none. */
    static Meant by(KillOrder order, ClusterReport report) {
        if (order.tokens().isEmpty()) {
            return new Meant(report.tokens(), List.of());
        }
        List<TokenSnapshot> meant = new ArrayList<>();
        List<Refusal> refused = new ArrayList<>();
        for (String name : new LinkedHashSet<>(order.tokens())) {
            Optional<TokenSnapshot> token = report.token(name);
            token.ifPresent(meant::add);
            if (token.isEmpty()) {
                refused.add(new Refusal(shown(name), why(name, report)));
            }
        }
        return new Meant(meant, refused);
    }

    List<String> ids() {
        return tokens.stream().map(token -> token.token().terms().id()).toList();
    }

    private static String why(String name, ClusterReport report) {
        if (name.matches("[0-9]{1,9}")) {
            return whyNot(Integer.parseInt(name), report);
        }
        if (isOver(name, report)) {
            return "it is over already";
        }
        List<String> charged = report.tokens().stream()
                .map(token -> token.token().terms().id())
                .toList();
        return "there is no such token in cluster " + report.cluster().cluster()
                + (charged.isEmpty() ? ", nor any other" : Suggestion.forWord(shown(name), charged));
    }

    /** Its fence was given. */
    private static boolean isOver(String name, ClusterReport report) {
        ClusterState state = report.cluster().state();
        OptionalLong fence = TokenTag.fence(report.cluster().cluster(), name);
        return state != null && fence.isPresent() && fence.getAsLong() <= state.fence();
    }

    /** People see server processes in lists and name those. */
    private static String whyNot(int pid, ClusterReport report) {
        for (TokenSnapshot token : report.tokens()) {
            String id = token.token().terms().id();
            if (report.pids(id).contains(pid)) {
                return "it is a session of " + id + "; name the token, all of whose sessions end together";
            }
        }
        Optional<PinnedSession> pinned = report.look() == null
                ? Optional.empty()
                : report.look().seen().pinned().stream()
                        .filter(session -> session.pid() == pid)
                        .findFirst();
        return pinned.map(session -> "it is a session of '" + session.applicationName() + "', which holds no token")
                        .orElse("it is no session of a token")
                + "; only sessions of tokens are ended";
    }

    private static String shown(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
    }
}
