package dev.seedgate.admission.advice;

import dev.seedgate.core.advice.PastRequest;
import dev.seedgate.core.advice.PastRequest.End;
import dev.seedgate.core.advice.PastRequest.Run;
import dev.seedgate.protocol.SeedState;
import dev.seedgate.protocol.StatusMessage.SeedStatus;
import dev.seedgate.protocol.TokenEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the journal says of one request, line by line. A request that was retried by hand is a new one from then on. */
final class RequestLife {
    private final List<Run> runs = new ArrayList<>();
    private @Nullable Instant queuedAt;
    private @Nullable Instant eligibleAt;
    private @Nullable Instant startedAt;
    private @Nullable Instant grantedAt;
    private @Nullable Run ended;
    private int connections;

    /** A line that names the request. */
    void line(TokenEvent line) {
        switch (line.event()) {
            case "request-queued", "request-revived" -> queued(line.at());
            case "request-eligible" -> eligibleAt = startedAt == null ? line.at() : eligibleAt;
            case "token-granted" -> granted(line);
            case "token-released", "token-reclaimed" -> ended(line.at());
            case "request-succeeded", "request-retrying", "request-died", "request-cancelled" -> keepRun();
            case "request-returned", "request-held" -> ended = null;
            default -> {} // says nothing of when it waits or runs
        }
    }

    private void queued(Instant at) {
        queuedAt = at;
        eligibleAt = null;
        startedAt = null;
        grantedAt = null;
        ended = null;
        runs.clear();
    }

    private void granted(TokenEvent line) {
        grantedAt = line.at();
        startedAt = startedAt == null ? line.at() : startedAt;
        connections = Objects.requireNonNullElse(line.connections(), 1);
    }

    private void ended(Instant at) {
        if (grantedAt != null) {
            ended = new Run(connections, Duration.between(grantedAt, at));
            grantedAt = null;
        }
    }

    private void keepRun() {
        if (ended != null) {
            runs.add(ended);
            ended = null;
        }
    }

    /** The request as it was, with its last status; one whose beginning the journal does not have is told by that alone. */
    PastRequest with(SeedStatus status, Instant to) {
        if (queuedAt == null) {
            return of(status);
        }
        if (grantedAt != null) {
            runs.add(new Run(connections, Duration.between(grantedAt, to)));
        }
        return new PastRequest(
                status.request().bare(),
                queuedAt,
                eligibleAt == null ? queuedAt : eligibleAt,
                startedAt,
                runs,
                end(status.state()),
                status.finishedAt());
    }

    /** What the last status alone says: no more than the last run, and when it began only where it was the first. */
    static PastRequest of(SeedStatus status) {
        Instant started = status.startedAt();
        Instant finished = status.finishedAt();
        List<Run> last = started == null || finished == null
                ? List.of()
                : List.of(new Run(status.request().connections(), Duration.between(started, finished)));
        boolean isFirst = status.attempt() == 1 && status.interruptions() == 0;
        return new PastRequest(
                status.request().bare(),
                status.queuedAt(),
                status.queuedAt(),
                isFirst ? started : null,
                last,
                end(status.state()),
                finished);
    }

    private static End end(SeedState state) {
        return switch (state) {
            case SUCCEEDED -> End.SUCCEEDED;
            case DEAD -> End.FAILED;
            case CANCELLED -> End.CANCELLED;
            case ACCEPTED, QUEUED, RUNNING, RETRYING, HELD -> End.OPEN;
        };
    }
}
