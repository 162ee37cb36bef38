package dev.seedgate.worker.seed;

import dev.seedgate.protocol.Reply.Grant;
import dev.seedgate.protocol.SeedOutcome;
import dev.seedgate.protocol.SeedRequest;

/** How a run begins and ends, in words. */
final class RunWords {
    private RunWords() {}

    static String begin(Grant grant) {
        SeedRequest request = grant.request();
        String version = request.definitionVersion();
        return "attempt %d of %d: %s%s into %s, with %d connections under token %s, on %s"
                .formatted(
                        grant.attempt(),
                        request.maxAttempts(),
                        request.seed(),
                        version == null ? "" : " in version " + version,
                        request.database(),
                        grant.connections(),
                        grant.token(),
                        grant.worker().name());
    }

    static String end(SeedOutcome outcome) {
        return switch (outcome) {
            case SeedOutcome.Succeeded done
            when done.skipped() != null ->
                "succeeded without doing anything, because " + done.skipped().words();
            case SeedOutcome.Succeeded done ->
                "succeeded: " + done.rows() + " rows"
                        + (done.rejected() == 0 ? "" : ", " + done.rejected() + " put aside")
                        + (done.alreadyApplied() ? ", which an earlier run had committed" : "");
            case SeedOutcome.Failed failed ->
                "failed: " + failed.error() + (failed.retryable() ? "" : ". It would fail the same way again");
            case SeedOutcome.GivenBack back -> "given back: " + back.reason();
            case SeedOutcome.InDoubt doubt -> "in doubt: " + doubt.error();
        };
    }
}
