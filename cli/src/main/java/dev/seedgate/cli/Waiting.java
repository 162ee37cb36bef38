package dev.seedgate.cli;

import dev.seedgate.cli.client.Answer;
import dev.seedgate.cli.client.SeedView;
import dev.seedgate.cli.client.SeedgateClient;
import dev.seedgate.cli.client.UnreachableException;
import dev.seedgate.cli.text.Words;
import dev.seedgate.protocol.SeedState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Waits for a request's end and says on the way what becomes of it. */
final class Waiting {
    private static final Duration PERIOD = Duration.ofMillis(300);
    /** A failover of the service takes seconds; a request that was accepted is not lost by it. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SeedgateClient client;
    private final @Nullable Printer printer;
    private String said = "";

    /** @param printer null to stay silent */
    Waiting(SeedgateClient client, @Nullable Printer printer) {
        this.client = client;
        this.printer = printer;
    }

    /** The status of a command that waited for this request. */
    static int exitCode(SeedView seed) {
        return seed.state() == SeedState.SUCCEEDED ? ExitCode.OK : ExitCode.FAILED;
    }

    Answer<SeedView> forEnd(Answer<SeedView> first) {
        Answer<SeedView> last = first;
        Instant answered = Instant.now();
        say(last.value());
        while (!last.value().state().isFinal()) {
            pause();
            try {
                last = client.seed(first.value().id());
                answered = Instant.now();
                say(last.value());
            } catch (UnreachableException e) {
                if (Duration.between(answered, Instant.now()).compareTo(PATIENCE) > 0) {
                    throw e;
                }
            }
        }
        return last;
    }

    private void say(SeedView seed) {
        String line = line(seed);
        if (printer != null && !line.equals(said)) {
            printer.line(line);
            said = line;
        }
    }

    /** How a request stands, in a line. */
    static String line(SeedView seed) {
        return seed.id() + " " + seed.seed() + ": " + Printer.word(seed.state()) + detail(seed);
    }

    private static String detail(SeedView seed) {
        return switch (seed.state()) {
            case ACCEPTED -> "";
            case QUEUED, RETRYING, HELD -> Printer.reason(seed).isEmpty() ? "" : ", " + Printer.reason(seed);
            case RUNNING -> " on " + seed.worker() + ", token " + seed.token();
            case SUCCEEDED ->
                (seed.skipped() == null
                                ? ", " + rows(seed)
                                : ", skipped: " + seed.skipped().words() + ",") + " in "
                        + Words.duration(seed.runTime(Instant.now()));
            case DEAD, CANCELLED -> seed.error() == null ? "" : ", " + seed.error();
        };
    }

    private static String rows(SeedView seed) {
        return Words.count(seed.rows() == null ? 0 : seed.rows(), "row")
                + (seed.rowsPutAside() == 0 ? "" : ", " + Words.number(seed.rowsPutAside()) + " put aside");
    }

    private static void pause() {
        try {
            Thread.sleep(PERIOD);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException(ExitCode.FAILED, "Interrupted while waiting.");
        }
    }
}
