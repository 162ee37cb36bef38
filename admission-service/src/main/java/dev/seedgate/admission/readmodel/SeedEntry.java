package dev.seedgate.admission.readmodel;

import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.SeedState;
import dev.seedgate.protocol.StatusMessage.SeedProgress;
import dev.seedgate.protocol.StatusMessage.SeedStatus;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one seed.
 *
 * @param status the ledger's last word; null until the ledger has read the request
 * @param progress of the run under the token that the status names; null between runs
 */
public record SeedEntry(
        SeedRequest request,
        @Nullable SeedStatus status,
        @Nullable SeedProgress progress) {
    /** A request that the ledger has not read yet. */
    public static SeedEntry accepted(SeedRequest request) {
        return new SeedEntry(request, null, null);
    }

    public SeedState state() {
        return status == null ? SeedState.ACCEPTED : status.state();
    }

    /** The one because of whose end it was cancelled; empty where it was not, or somebody asked for it. */
    public Optional<String> becauseOf() {
        return Optional.ofNullable(status).map(SeedStatus::becauseOf);
    }

    SeedPlace place() {
        return new SeedPlace(request.acceptedAt(), request.id());
    }

    boolean runsUnder(String token) {
        return status != null && status.state() == SeedState.RUNNING && token.equals(status.token());
    }

    /** Progress outlives a change of status only while the same token runs. */
    SeedEntry with(SeedStatus next) {
        SeedEntry entry = new SeedEntry(next.request(), next, null);
        return progress != null && entry.runsUnder(progress.token()) ? entry.with(progress) : entry;
    }

    SeedEntry with(SeedProgress next) {
        return new SeedEntry(request, status, next);
    }
}
