package dev.seedgate.admission.intake;

import static dev.seedgate.admission.intake.RefusedException.Reason.KEY_REUSED;

import dev.seedgate.admission.readmodel.ReadModel;
import dev.seedgate.protocol.SeedRequest;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Tells a post that is repeated under its idempotency key from one that uses the key again for something else. Knows as much as
 * the read model: a key whose seeds are finished and forgotten counts as new.
 */
final class KnownRequests {
    private final ReadModel readModel;
    private final Collection<String> clusters;

    KnownRequests(ReadModel readModel, Collection<String> clusters) {
        this.readModel = readModel;
        this.clusters = List.copyOf(clusters);
    }

    /**
     * True when this very seed was posted under the key before.
     *
     * @throws RefusedException when the key stands for another seed, in whichever cluster
     */
    boolean isRepeated(SeedRequest request, String key) {
        Optional<SeedRequest> earlier =
                first(cluster -> RequestIds.ofSeed(cluster, key).toString());
        earlier.ifPresent(known -> requireSame(Set.of(known), Set.of(request), "seed " + known.id()));
        return earlier.isPresent();
    }

    /**
     * True when these very seeds were posted as a batch under the key before.
     *
     * @throws RefusedException when the key stands for a batch of other seeds
     */
    boolean isRepeated(List<SeedRequest> requests, String key) {
        Optional<String> batch = first(
                        cluster -> RequestIds.ofBatchElement(cluster, key, 0).toString())
                .map(request -> request.scheduling().batch());
        batch.ifPresent(known -> requireSame(readModel.batch(known), requests, "batch " + known));
        return batch.isPresent();
    }

    /**
     * Does nothing when this very token was asked for under the key before, or none.
     *
     * @throws RefusedException when the key stands for another token, in whichever cluster
     */
    void requireSameToken(SeedRequest request, String key) {
        first(cluster -> RequestIds.ofToken(cluster, key).toString())
                .ifPresent(known -> requireSame(Set.of(known), Set.of(request), "token request " + known.id()));
    }

    /** The one that is known, as an id is in one cluster only; which one the earlier post named is not known. */
    private Optional<SeedRequest> first(UnaryOperator<String> idInCluster) {
        return readModel.known(clusters.stream().map(idInCluster).toList()).stream()
                .findFirst();
    }

    private static void requireSame(Collection<SeedRequest> earlier, Collection<SeedRequest> now, String what) {
        if (!contents(earlier).equals(contents(now))) {
            throw new RefusedException(
                    KEY_REUSED,
                    null,
                    "the Idempotency-Key was used for " + what
                            + " with a different body; use a new key for a new post");
        }
    }

    private static Set<SeedRequest> contents(Collection<SeedRequest> requests) {
        return requests.stream().map(KnownRequests::posted).collect(Collectors.toSet());
    }

    /**
     * Without what is not the poster's: when and by which operation it came, and whom it follows, which becomes less while those
     * succeed.
     */
    private static SeedRequest posted(SeedRequest request) {
        return new SeedRequest(
                request.id(),
                request.cluster(),
                request.database(),
                request.seed(),
                request.connections(),
                request.maxAttempts(),
                request.timeout(),
                request.parameters(),
                request.scheduling().withAfter(List.of()),
                Instant.EPOCH,
                request.force(),
                null,
                request.holder(),
                null);
    }
}
