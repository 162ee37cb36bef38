package dev.seedgate.cli.exec;

import dev.seedgate.cli.CommandFailedException;
import dev.seedgate.cli.ExitCode;
import dev.seedgate.cli.client.ApiKey;
import dev.seedgate.cli.client.HeldToken;
import dev.seedgate.cli.client.HolderClient;
import dev.seedgate.exec.TokenEnvironment;
import dev.seedgate.exec.gate.Gate;
import dev.seedgate.exec.process.Command;
import dev.seedgate.exec.process.RunningCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/**
 * One command under one token: behind a gate, with the lease kept, and with nothing left of it when it is over.
 *
 * @param disconnected whether PostgreSQL is known to have ended all of the token's sessions
 */
record CommandRun(
        HolderClient client,
        HeldToken token,
        DatabaseLogin login,
        Order order,
        Preparation preparation,
        StatusLine status,
        AtomicBoolean disconnected) {
    /** How long a command has to end by itself: within the lease where it was lost, longer where it only left something behind. */
    private static final Duration LOST_GRACE = Duration.ofSeconds(2);

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofSeconds(1);

    /**
     * What is to be run, and what it is told.
     *
     * @param command and its arguments
     * @param more further variables that are to hold the database's URL
     * @param mostConnections how many it can use
     */
    record Order(List<String> command, TokenEnvironment.Url url, List<String> more, int mostConnections) {}

    /** What would lead PostgreSQL's own clients past the gate. */
    private static final List<String> WAYS_ROUND = List.of("PGHOSTADDR", "PGSERVICE", "PGSERVICEFILE");

    /** Where a lease that is lost finds what it has to stop. */
    private static final class Running {
        private final AtomicReference<@Nullable Gate> gate = new AtomicReference<>();
        private final AtomicReference<@Nullable RunningCommand> command = new AtomicReference<>();
        /** Signals that came before there was a command; guarded by this. */
        private final List<String> early = new ArrayList<>();

        synchronized void started(RunningCommand begun) {
            command.set(begun);
            early.forEach(begun::signal);
        }

        /** Hands a signal on, as soon as there is a command. */
        synchronized void signal(String name) {
            RunningCommand begun = command.get();
            if (begun == null) {
                early.add(name);
            } else {
                begun.signal(name);
            }
        }

        /** The gate first: what the command is at will be rolled back, and the lease may be nearly over. */
        void stop() {
            Gate open = gate.get();
            if (open != null) {
                open.end();
            }
            RunningCommand started = command.get();
            if (started != null) {
                started.end(LOST_GRACE);
            }
        }
    }

    /**
     * Runs it.
     *
     * @return its exit status
     * @throws CommandFailedException when it could not be started, or its token was lost
     */
    int run() throws InterruptedException {
        Running running = new Running();
        try (Lease lease = new Lease(client, token, why -> running.stop())) {
            Way way = Way.open(token, login, lease::isHeld);
            Gate gate = way.gate();
            running.gate.set(gate);
            lease.keep(new Worth(way, token.connections()));
            disconnected.set(false);
            int exit;
            try {
                exit = run(gate, running, lease);
            } finally {
                disconnected.set(way.close());
            }
            gate.report().complaint().ifPresent(status::line);
            String loss = lease.loss();
            if (loss != null) {
                throw new CommandFailedException(
                        ExitCode.TOKEN_LOST, "The token " + token + " was lost, and the command was stopped: " + loss);
            }
            return exit;
        }
    }

    private int run(Gate gate, Running running, Lease lease) throws InterruptedException {
        handOnSignals(running); // before the command begins: the first one may come as soon as it is there
        try (RunningCommand started = start(gate)) {
            running.started(started);
            if (lease.loss() != null) {
                running.stop();
            }
            while (!started.await(LOOK)) {
                // its end is what we wait for
            }
            started.end(lease.loss() == null ? GRACE : LOST_GRACE);
            return started.exitStatus();
        }
    }

    private static void handOnSignals(Running running) {
        Signals.register("TERM", () -> running.signal("TERM"));
        Signals.register("HUP", () -> running.signal("HUP"));
        Signals.register("INT", () -> {
            if (!isAtTerminal()) {
                running.signal("INT"); // a terminal sends it to the command as well
            }
        });
    }

    private RunningCommand start(Gate gate) throws InterruptedException {
        Map<String, String> environment = new TreeMap<>(System.getenv());
        WAYS_ROUND.forEach(environment::remove);
        environment.remove(ApiKey.VARIABLE); // the command has a token, and no business with the service
        Map<String, String> variables = new TokenEnvironment(
                        gate, token.token(), token.fence(), order.url(), mostConnections(), login.kept())
                .variables();
        environment.putAll(variables);
        order.more().forEach(name -> environment.put(name, String.valueOf(variables.get("DATABASE_URL"))));
        try {
            return RunningCommand.startHere(
                    new Command(order.command(), Path.of("").toAbsolutePath(), environment),
                    preparation.takeWatchdog());
        } catch (IOException e) {
            boolean isThere = Files.exists(Path.of(order.command().getFirst()));
            throw new CommandFailedException(
                    isThere ? ExitCode.CANNOT_RUN : ExitCode.NOT_FOUND,
                    "The command cannot be started: " + e.getMessage());
        }
    }

    /** A token that is a login role never grows. */
    private int mostConnections() {
        return token.connection().user() == null
                ? Math.max(token.connections(), order.mostConnections())
                : token.connections();
    }

    private static boolean isAtTerminal() {
        return IntStream.of(Streams.IN, Streams.OUT, Streams.ERR).anyMatch(Streams::isTerminal);
    }
}
