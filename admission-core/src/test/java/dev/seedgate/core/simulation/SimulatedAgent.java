package dev.seedgate.core.simulation;

import dev.seedgate.core.command.Command;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.protocol.ClusterObservation;
import dev.seedgate.protocol.ClusterObservation.GoneToken;
import dev.seedgate.protocol.ClusterObservation.Look;
import dev.seedgate.protocol.ClusterObservation.ServerSettings;
import dev.seedgate.protocol.Enforcement;
import dev.seedgate.protocol.Topic;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/** Looks at PostgreSQL about once a second, and ends the sessions of tokens that are being taken back. */
final class SimulatedAgent {
    private final World world;
    private final SimulatedOwner owner;
    private final SimulatedPostgres postgres;
    private final SimulatedBroker broker;
    private final SplittableRandom chance;
    private long looks;

    SimulatedAgent(World world, SimulatedOwner owner, SimulatedPostgres postgres, SimulatedBroker broker) {
        this.world = world;
        this.owner = owner;
        this.postgres = postgres;
        this.broker = broker;
        this.chance = world.chance("agent");
    }

    void start() {
        if (owner.isUp()) {
            SimulatedOwner.View known = owner.view();
            Instant began = world.now();
            world.after(chance.nextInt(1, 300), () -> look(known, began));
        }
        world.after(chance.nextInt(700, 1_300), this::start);
    }

    private void look(SimulatedOwner.View known, Instant began) {
        if (postgres.isHidden(world.millis())) {
            observe(new ClusterObservation.Unreachable("main", "connection refused"));
            return;
        }
        observe(new ClusterObservation.Seen(
                "main",
                known.revision(),
                new Look("agent", ++looks),
                new ServerSettings(SimulatedPostgres.MAX_CONNECTIONS, SimulatedPostgres.SUPERUSER_RESERVED, 0, null),
                Enforcement.TAG,
                postgres.sessionsByClass(),
                0,
                postgres.sessionsByToken(),
                gone(known),
                List.of(),
                List.of()));
        for (Token token : known.tokens()) {
            if (token instanceof Token.Draining draining
                    && !began.isBefore(draining.terminateAt())
                    && postgres.sessionsOf(token.terms().id()) > 0) {
                world.trace(() -> "agent ends the sessions of " + token.terms().id());
                postgres.end(token.terms().id());
            }
        }
    }

    /** Draining tokens whose holders have ended, and which have no session; the database says what became of their runs. */
    private List<GoneToken> gone(SimulatedOwner.View known) {
        return known.tokens().stream()
                .filter(token -> token instanceof Token.Draining draining
                        && draining.provesAbsence(known.revision())
                        && postgres.sessionsOf(token.terms().id()) == 0)
                .map(Token::terms)
                .map(terms -> new GoneToken(terms.id(), postgres.revoke(terms.id(), terms.request())))
                .toList();
    }

    private void observe(ClusterObservation observation) {
        world.trace(() -> "agent: " + observation);
        broker.send("agent", Topic.CLUSTER_OBSERVATIONS, at -> new Command.Observe(observation, at), at -> {});
    }
}
