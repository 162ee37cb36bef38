package dev.seedgate.worker.seed.exec;

import dev.seedgate.catalog.ExecStep;
import dev.seedgate.exec.TokenEnvironment;
import dev.seedgate.exec.gate.Gate;
import dev.seedgate.exec.gate.GateReport;
import dev.seedgate.exec.gate.GateSettings.Patience;
import dev.seedgate.exec.process.CleanEnvironment;
import dev.seedgate.exec.process.Command;
import dev.seedgate.exec.process.CommandOutput;
import dev.seedgate.exec.process.RunningCommand;
import dev.seedgate.protocol.Reply.Grant;
import dev.seedgate.protocol.RunLogLine.Kind;
import dev.seedgate.worker.connection.TokenConnections;
import dev.seedgate.worker.seed.step.RunLog;
import dev.seedgate.worker.seed.step.StepFailedException;
import dev.seedgate.worker.stop.StopSignal;
import dev.seedgate.worker.stop.StoppedException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Runs one command under a token.
 *
 * @param parameters of the run, by name
 * @param log gets the command's output, and whatever its run should know besides
 * @param stopGrace between SIGTERM and SIGKILL when the run is told to stop: a small part of what is left of the lease then
 */
public record ExecStepRunner(
        ExecStep step, Grant grant, Map<String, String> parameters, StopSignal stop, RunLog log, Duration stopGrace) {
    private static final Logger LOG = Logger.getLogger(ExecStepRunner.class);
    private static final long MAX_OUTPUT_BYTES = 1 << 20;
    /** The shell's: not executable, not found. */
    private static final Set<Integer> CANNOT_RUN = Set.of(126, 127);

    private static final Duration FOR_EVER = Duration.ofDays(365);

    /**
     * Runs it, and returns when all its processes and sessions are gone.
     *
     * @throws StepFailedException when the command fails, with the end of what it said
     * @throws SQLException when its way to the database could not be made
     */
    public void run(TokenConnections connections) throws SQLException, StepFailedException, StoppedException {
        Gate gate = connections.openGate(Patience.DEFAULT);
        var output = new CommandOutput(line -> log.say(Kind.OUTPUT, line), MAX_OUTPUT_BYTES);
        Ended ended;
        try {
            ended = run(gate, output);
        } finally {
            gate.close(); // whether all sessions are gone is told by the token's sockets
        }
        GateReport report = gate.report();
        report.complaint().ifPresent(complaint -> log.say(Kind.RUN, step.name() + ": " + complaint));
        stop.check();
        if (!ended.equals(Ended.WELL)) {
            throw new CommandFailure(step, report, output).exception(ended);
        }
    }

    private Ended run(Gate gate, CommandOutput output) throws StepFailedException, StoppedException {
        try (RunningCommand command = start(gate, output)) {
            stop.whenRaised(() -> {
                gate.end(); // first: what the command is at will be rolled back, and the lease may be nearly over
                command.end(stopGrace);
            });
            boolean inTime = command.await(step.timeout().orElse(FOR_EVER));
            boolean nothingLeft = command.end(stop.cause().isPresent() ? stopGrace : step.grace());
            if (!nothingLeft) {
                LOG.errorf("%s: %s: some of its processes could not be ended", grant.token(), step.name());
            }
            return inTime
                    ? new Ended.WithStatus(command.exitStatus())
                    : new Ended.TooLate(step.timeout().orElse(FOR_EVER));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailedException(step.source() + ": interrupted", true);
        }
    }

    private RunningCommand start(Gate gate, CommandOutput output) throws StepFailedException, StoppedException {
        stop.check();
        var environment = CleanEnvironment.of(System.getenv());
        environment.putAll(step.environment());
        parameters.forEach(
                (name, value) -> environment.put(ExecStep.PARAMETER_PREFIX + name.toUpperCase(Locale.ROOT), value));
        environment.putAll(new TokenEnvironment(gate, grant.token(), grant.fence(), url()).variables());
        try {
            return RunningCommand.start(new Command(step.command(), step.directory(), environment), output);
        } catch (IOException e) {
            throw new StepFailedException(
                    step.source() + ": " + step.name() + " cannot be started: " + e.getMessage(), false, e);
        }
    }

    private TokenEnvironment.Url url() {
        return switch (step.databaseUrl()) {
            case LIMITS -> TokenEnvironment.Url.WITH_LIMITS;
            case PLAIN -> TokenEnvironment.Url.PLAIN;
        };
    }

    /** False where the next run would fail the same way. */
    static boolean isWorthAnotherTry(int status) {
        return !CANNOT_RUN.contains(status);
    }
}
