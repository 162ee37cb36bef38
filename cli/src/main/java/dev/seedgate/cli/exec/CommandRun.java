package dev.seedgate.cli.exec;

import dev.seedgate.cli.CommandFailedException;
import dev.seedgate.cli.ExitCode;
import dev.seedgate.cli.client.HeldToken;
import dev.seedgate.cli.client.SeedgateClient;
import dev.seedgate.exec.TokenEnvironment;
import dev.seedgate.exec.door.DirectDoor;
import dev.seedgate.exec.door.Encryption;
import dev.seedgate.exec.gate.Gate;
import dev.seedgate.exec.gate.GateSettings;
import dev.seedgate.exec.gate.GateSettings.Account;
import dev.seedgate.exec.gate.GateSettings.Patience;
import dev.seedgate.exec.gate.Passwords;
import dev.seedgate.exec.process.Command;
import dev.seedgate.exec.process.RunningCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.HostSpec;

/**
 * One command under one token: behind a gate, with the lease kept, and with nothing left of it when it is over.
 *
 * @param more further variables that are to hold the database's URL
 */
record CommandRun(
        SeedgateClient client,
        HeldToken token,
        DatabaseLogin login,
        List<String> command,
        TokenEnvironment.Url url,
        List<String> more,
        StatusLine status) {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
    /** How long a command has to end by itself: within the lease where it was lost, longer where it only left something behind. */
    private static final Duration LOST_GRACE = Duration.ofSeconds(2);

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** What would lead PostgreSQL's own clients past the gate. */
    private static final List<String> WAYS_ROUND = List.of("PGHOSTADDR", "PGSERVICE", "PGSERVICEFILE");

    /** Where a lease that is lost finds what it has to stop. */
    private static final class Running {
        private final AtomicReference<@Nullable Gate> gate = new AtomicReference<>();
        private final AtomicReference<@Nullable RunningCommand> command = new AtomicReference<>();

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
        try (Lease lease = Lease.keep(client, token, why -> running.stop())) {
            Gate gate = open(lease);
            running.gate.set(gate);
            int exit;
            try {
                exit = run(gate, running, lease);
            } finally {
                gate.close();
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

    private Gate open(Lease lease) {
        try {
            var settings = new GateSettings(
                    token.connections(),
                    token.connection().applicationName(),
                    new Account(login.user(), login.password()),
                    login.database(),
                    Passwords.random(),
                    Patience.DEFAULT,
                    CLOSE_TIMEOUT,
                    lease::isHeld);
            var encryption = Encryption.of(login.ssl(), new HostSpec(login.host(), login.port()));
            return Gate.open(settings, new DirectDoor(login.host(), login.port(), CONNECT_TIMEOUT, encryption));
        } catch (IOException | SQLException e) {
            throw new CommandFailedException(
                    ExitCode.FAILED, "No gate to " + login + " could be opened: " + e.getMessage());
        }
    }

    private int run(Gate gate, Running running, Lease lease) throws InterruptedException {
        try (RunningCommand started = start(gate)) {
            running.command.set(started);
            if (lease.loss() != null) {
                running.stop();
            }
            Signals.register("TERM", () -> started.signal("TERM"));
            Signals.register("HUP", () -> started.signal("HUP"));
            Signals.register("INT", () -> {
                if (!isAtTerminal()) {
                    started.signal("INT"); // a terminal sends it to the command as well
                }
            });
            while (!started.await(LOOK)) {
                // its end is what we wait for
            }
            started.end(lease.loss() == null ? GRACE : LOST_GRACE);
            return started.exitStatus();
        }
    }

    private RunningCommand start(Gate gate) {
        Map<String, String> environment = new TreeMap<>(System.getenv());
        WAYS_ROUND.forEach(environment::remove);
        Map<String, String> variables = new TokenEnvironment(gate, token.token(), token.fence(), url).variables();
        environment.putAll(variables);
        more.forEach(name -> environment.put(name, String.valueOf(variables.get("DATABASE_URL"))));
        try {
            return RunningCommand.startHere(new Command(command, Path.of("").toAbsolutePath(), environment));
        } catch (IOException e) {
            boolean isThere = Files.exists(Path.of(command.getFirst()));
            throw new CommandFailedException(
                    isThere ? ExitCode.CANNOT_RUN : ExitCode.NOT_FOUND,
                    "The command cannot be started: " + e.getMessage());
        }
    }

    private static boolean isAtTerminal() {
        return IntStream.of(Streams.IN, Streams.OUT, Streams.ERR).anyMatch(Streams::isTerminal);
    }
}
