package dev.seedgate.verification.chaos;

import dev.seedgate.protocol.TokenTag;
import dev.seedgate.verification.chaos.Plan.Planned;
import dev.seedgate.verification.checker.Overdrafts;
import dev.seedgate.verification.checker.TokenLives.Life;
import dev.seedgate.verification.fault.Overdraft;
import dev.seedgate.verification.fault.Room;
import dev.seedgate.verification.system.Api;
import dev.seedgate.verification.system.Run;
import dev.seedgate.verification.system.SeedgateSystem;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** What people do in the middle of it: operators that cancel, hold and kill, and a child that takes more than it may. */
final class Operators {
    /** What {@link Overdrafts} is given: two looks of the agent, one second apart, and what ending a session takes. */
    static final Duration REACTION = Duration.ofSeconds(5);

    private static final String CLUSTER = "main";
    private static final Duration LONGEST_HOLD = Duration.ofSeconds(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);
    private static final Map<String, String> BY = Map.of("by", "chaos");

    private final SeedgateSystem system;
    private final Run run;
    private final Room room;
    private final Overdrafts overdrafts;

    Operators(SeedgateSystem system, Run run, Room room, Overdrafts overdrafts) {
        this.system = system;
        this.run = run;
        this.room = room;
        this.overdrafts = overdrafts;
    }

    boolean cancel(Planned planned) {
        List<String> unfinished = run.requests().unfinished();
        if (unfinished.isEmpty()) {
            return false;
        }
        try {
            return system.http().cancel(planned.pickOf(unfinished)).isAccepted();
        } catch (IOException e) {
            return false; // nobody is there to be asked
        }
    }

    boolean killSeeds(Planned planned) {
        boolean killed = operates("kill-seeds", Map.of("hold", planned.coin(), "by", "chaos"));
        if (killed) {
            Harm.pause(planned.between(Duration.ZERO, LONGEST_HOLD));
            resume();
        }
        return killed;
    }

    boolean hold(Planned planned) {
        boolean held = operates("hold", BY);
        if (held) {
            Harm.pause(planned.between(Duration.ZERO, LONGEST_HOLD));
            resume();
        }
        return held;
    }

    /** Insists: a cluster that stays held would finish nothing. */
    void resume() {
        Awaitility.await("a cluster that grants again").atMost(Run.PATIENCE).until(() -> operates("resume", BY));
    }

    private boolean operates(String act, Map<String, ?> how) {
        try {
            Api.Answer answer = system.http().operate(CLUSTER, act, how);
            if (answer.status() >= 400 && answer.status() < 500) {
                throw new IllegalStateException(
                        "%s was answered with %d: %s".formatted(act, answer.status(), answer.body()));
            }
            return answer.status() < 300;
        } catch (IOException e) {
            return false; // nobody is there to be asked
        }
    }

    /** Returns when a worker has just got a token, and begins to connect; but does not wait for long. */
    void awaitGrantTo(String worker) {
        Instant since = Instant.now();
        while (Duration.between(since, Instant.now()).compareTo(LONGEST_HOLD) < 0
                && run.tokens().charged().stream()
                        .noneMatch(life ->
                                life.worker().equals(worker) && life.grantedAt().isAfter(since))) {
            Harm.pause(BETWEEN_LOOKS);
        }
    }

    /** Opens one or two sessions more than a running token is worth, and waits until they are ended. */
    boolean overdraw(Planned planned) {
        List<String> running = run.tokens().charged().stream()
                .filter(life -> life.drainedAt() == null)
                .map(Life::token)
                .filter(run.sessions().now()::containsKey)
                .toList();
        int sessions = planned.coin() ? 2 : 1;
        if (running.isEmpty() || !room.take(sessions)) {
            return false;
        }
        String token = planned.pickOf(running);
        overdrafts.overdraws(token, sessions);
        List<Overdraft> open = new ArrayList<>();
        try {
            for (int i = 0; i < sessions; i++) {
                open.add(Overdraft.open(system.shop().seeds(), new TokenTag("main", token).applicationName()));
            }
        } catch (SQLException e) {
            Run.say("a child of %s was kept out: %s".formatted(token, e.getMessage()));
        }
        // Twice the bound: it is the checker that says when it was passed.
        open.forEach(each -> each.isEndedWithin(REACTION.multipliedBy(2)));
        open.forEach(Overdraft::close);
        room.giveBack(sessions);
        return !open.isEmpty();
    }
}
