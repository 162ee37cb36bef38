package dev.seedgate.worker.seed.exec;

import dev.seedgate.catalog.ExecStep;
import dev.seedgate.exec.gate.GateReport;
import dev.seedgate.exec.process.CommandOutput;
import dev.seedgate.worker.seed.step.StepFailedException;
import java.sql.SQLException;
import java.util.List;

/** Says of a command that failed what its author needs to know. */
record CommandFailure(ExecStep step, GateReport report, CommandOutput output) {
    private static final int LINES = 10;
    private static final int MAX_LINE = 500;
    /** {@code admin_shutdown}. */
    private static final String ADMIN_SHUTDOWN = "57P01";

    StepFailedException exception(Ended ended) {
        String text = step.source() + ": " + step.name() + " " + what(ended)
                + report.complaint().map(complaint -> "; " + complaint).orElse("") + lastWords();
        return report.endedByServer() == 0
                ? new StepFailedException(text, isRetryable(ended))
                : new StepFailedException(text, isRetryable(ended), lostSessions());
    }

    /** So that the run waits for the word that its token was revoked, which may come a little later than the end of its sessions. */
    private SQLException lostSessions() {
        return new SQLException("the server ended " + report.endedByServer() + " of its sessions", ADMIN_SHUTDOWN);
    }

    private static String what(Ended ended) {
        return switch (ended) {
            case Ended.WithStatus status -> "ended with status " + status.status();
            case Ended.TooLate late -> "took longer than its timeout of " + late.timeout() + " and was ended";
        };
    }

    private static boolean isRetryable(Ended ended) {
        return switch (ended) {
            case Ended.WithStatus status -> ExecStepRunner.isWorthAnotherTry(status.status());
            case Ended.TooLate late -> true;
        };
    }

    private String lastWords() {
        List<String> lines = output.lastLines(LINES).stream()
                .map(line -> line.length() > MAX_LINE ? line.substring(0, MAX_LINE) + " …" : line)
                .toList();
        return lines.isEmpty() ? "; it said nothing" : ". The end of what it said:\n  " + String.join("\n  ", lines);
    }
}
