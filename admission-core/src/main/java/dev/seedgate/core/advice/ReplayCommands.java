package dev.seedgate.core.advice;

import dev.seedgate.core.advice.History.HoldMoment;
import dev.seedgate.core.command.Command;
import dev.seedgate.core.ledger.SeedTimes;
import dev.seedgate.protocol.BidMessage;
import dev.seedgate.protocol.ClusterObservation;
import dev.seedgate.protocol.ClusterObservation.Look;
import dev.seedgate.protocol.ClusterObservation.ServerSettings;
import dev.seedgate.protocol.Enforcement;
import dev.seedgate.protocol.Scheduling;
import dev.seedgate.protocol.SeedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the ledger of a replay is told, as the variation wants it. */
final class ReplayCommands {
    private static final Duration STAYS = Duration.ofDays(36_500);
    /** Of nobody's password: a token that somebody holds must come with one, and no token is enforced here. */
    private static final String VERIFIER =
            "SCRAM-SHA-256$4096:AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
                    + ":AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    private final History history;
    private final Variation variation;
    private final Set<String> ids;
    private long looks;
    private long acts;

    ReplayCommands(History history, Variation variation) {
        this.history = history;
        this.variation = variation;
        this.ids = history.requests().stream().map(PastRequest::id).collect(Collectors.toUnmodifiableSet());
    }

    Command observe(ServerMoment moment, ReplayLedger ledger) {
        ClusterObservation observation = switch (moment) {
            case ServerMoment.Away away -> new ClusterObservation.Unreachable(history.cluster(), "it was away");
            case ServerMoment.Seen seen ->
                new ClusterObservation.Seen(
                        history.cluster(),
                        ledger.ledger().state().revision(),
                        new Look("replay", ++looks),
                        new ServerSettings(variation.maxConnections(seen), seen.keptByServer(), 0, null),
                        Enforcement.TAG,
                        seen.classes(),
                        seen.unclassified(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of());
        };
        return new Command.Observe(observation, ledger.now());
    }

    Command hold(HoldMoment hold) {
        return hold.held() ? new Command.HoldCluster("act-" + ++acts, "history", "it was held") : goOn();
    }

    Command goOn() {
        return new Command.ResumeCluster("act-" + ++acts, "history");
    }

    Command submit(PastRequest past) {
        SeedRequest request = varied(past);
        return request.hasHolder()
                ? new Command.AwaitToken(new BidMessage.Await(request, STAYS, VERIFIER))
                : new Command.Submit(request);
    }

    /** Predecessors that are not in the history had succeeded before. */
    private SeedRequest varied(PastRequest past) {
        SeedRequest request = past.request();
        Scheduling scheduling = request.scheduling();
        Instant notBefore = scheduling.notBefore();
        return request.bare()
                .withConnections(variation.connections(request))
                .with(scheduling
                        .withAfter(scheduling.after().stream()
                                .filter(ids::contains)
                                .toList())
                        .withNotBefore(notBefore == null ? null : notBefore.plus(variation.later(past))));
    }

    /** How long seeds took before, with as many connections as they ask for now. */
    List<SeedTimes> known() {
        return history.known().stream()
                .map(times -> {
                    int connections = variation.connections(times.connections());
                    List<Duration> last = times.last().stream()
                            .map(took -> took.multipliedBy(times.connections()).dividedBy(connections))
                            .toList();
                    return new SeedTimes(times.database(), times.seed(), connections, last, times.forgetAt());
                })
                .toList();
    }
}
