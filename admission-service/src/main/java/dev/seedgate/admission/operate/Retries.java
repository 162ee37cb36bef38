package dev.seedgate.admission.operate;

import dev.seedgate.admission.intake.Intake;
import dev.seedgate.admission.intake.NotWrittenException;
import dev.seedgate.admission.readmodel.ReadModel;
import dev.seedgate.admission.readmodel.SeedEntry;
import dev.seedgate.admission.readmodel.SeedSnapshot;
import dev.seedgate.protocol.AdmissionCommand;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.SeedState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Has seeds that ended without effect queued again, and returns when the ledger has decided it. */
public final class Retries {
    /** How long somebody waits for the ledger's decision; longer than a takeover. */
    private static final Duration BOUND = Duration.ofSeconds(10);

    private final Intake intake;
    private final ReadModel readModel;

    public Retries(Intake intake, ReadModel readModel) {
        this.intake = intake;
        this.readModel = readModel;
    }

    /**
     * Retries one seed, and with it all that were cancelled because of it.
     *
     * @param key the client's name for this retry; null when it has none
     * @return the seed as it is now; empty where there is none, or it is forgotten
     * @throws NotRetriableException when it has not failed, or cannot start yet
     * @throws dev.seedgate.admission.intake.RefusedException when it needs more than its cluster can ever give by now
     * @throws NotWrittenException when the broker did not take it in time
     * @throws NotDecidedException when it did and nobody has decided it
     */
    public Optional<SeedSnapshot> retry(String id, @Nullable String key)
            throws NotWrittenException, InterruptedException {
        Optional<SeedRequest> known = readModel.known(List.of(id)).stream().findFirst();
        if (known.isPresent()) {
            retry(known.get(), key);
        }
        return readModel.seed(id);
    }

    private void retry(SeedRequest request, @Nullable String key) throws NotWrittenException, InterruptedException {
        String cluster = request.cluster();
        String act = intake.actId("retry " + request.id(), cluster, key);
        Optional<SeedEntry> seed = readModel.entry(request.id());
        if (seed.isEmpty() || readModel.isRetried(request, act)) {
            return;
        }
        List<SeedRequest> back = Comeback.of(seed.get(), readModel.cancelledBecauseOf(request.id()), readModel::entry);
        intake.requireGrantable(request);
        intake.act(back.stream()
                .map(each -> new AdmissionCommand.RetrySeed(cluster, act, intake.again(each)))
                .toList());
        if (!readModel.await(() -> isDecided(request, act), BOUND)) {
            throw new NotDecidedException(cluster, BOUND.toMillis());
        }
    }

    /** Somebody else's retry may have been decided first. */
    private boolean isDecided(SeedRequest request, String act) {
        return readModel.isRetried(request, act)
                || readModel
                        .entry(request.id())
                        .map(SeedEntry::state)
                        .filter(state -> state != SeedState.DEAD && state != SeedState.CANCELLED)
                        .isPresent();
    }
}
