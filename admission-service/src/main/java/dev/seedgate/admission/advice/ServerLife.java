package dev.seedgate.admission.advice;

import dev.seedgate.admission.ledger.BudgetWords;
import dev.seedgate.core.advice.ServerMoment;
import dev.seedgate.protocol.ClusterObservation.ClassSessions;
import dev.seedgate.protocol.TokenEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the journal says of a server: its limits, and who had how many sessions. */
final class ServerLife {
    private final int headroom;
    private final List<ServerMoment> moments = new ArrayList<>();

    /** @param headroom slots that stay free besides what is reserved */
    ServerLife(int headroom) {
        this.headroom = headroom;
    }

    void line(TokenEvent line) {
        switch (line.event()) {
            case "budget-observed" ->
                Optional.ofNullable(line.detail()).flatMap(BudgetWords::read).ifPresent(read -> add(seen(line, read)));
            case "database-unreachable" -> add(new ServerMoment.Away(line.at()));
            default -> {} // says nothing of the server
        }
    }

    /** What the server keeps for itself is not in the words, but follows from the budget that was left. */
    private ServerMoment.Seen seen(TokenEvent line, BudgetWords.Read read) {
        int keptByServer =
                read.maxConnections() - read.kept() - headroom - line.budget().budget();
        return new ServerMoment.Seen(
                line.at(),
                read.maxConnections(),
                Math.max(0, keptByServer),
                read.classes().stream()
                        .map(use -> new ClassSessions(use.name(), use.observed()))
                        .toList(),
                read.unclassified());
    }

    /** Most lines differ only in what tokens have. */
    private void add(ServerMoment moment) {
        if (moments.isEmpty() || !isSame(moments.getLast(), moment)) {
            moments.add(moment);
        }
    }

    private static boolean isSame(ServerMoment last, ServerMoment next) {
        return switch (next) {
            case ServerMoment.Away away -> last instanceof ServerMoment.Away;
            case ServerMoment.Seen seen ->
                last instanceof ServerMoment.Seen before
                        && before.equals(new ServerMoment.Seen(
                                before.at(),
                                seen.maxConnections(),
                                seen.keptByServer(),
                                seen.classes(),
                                seen.unclassified()));
        };
    }

    List<ServerMoment> moments() {
        return List.copyOf(moments);
    }

    boolean wasSeen() {
        return moments.stream().anyMatch(ServerMoment.Seen.class::isInstance);
    }
}
