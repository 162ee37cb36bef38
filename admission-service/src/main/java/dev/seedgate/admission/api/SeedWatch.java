package dev.seedgate.admission.api;

import dev.seedgate.admission.api.view.SeedView;
import dev.seedgate.admission.readmodel.BehindException;
import dev.seedgate.admission.readmodel.ReadModel;
import dev.seedgate.admission.readmodel.SeedSnapshot;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Tells one client how a seed stands, whenever that changes, until the seed has ended or the client is gone. */
final class SeedWatch {
    private static final String EVENT = "seed";
    /** Between two events; what changes more often is told as it is then. */
    private static final Duration SPACING = Duration.ofMillis(300);
    /** Why a seed waits is changed by others, of which its own entry says nothing. */
    private static final Duration REASONS = Duration.ofSeconds(2);

    private static final Duration SILENCE = Duration.ofSeconds(15);

    private final ReadModel readModel;
    private final Function<SeedView, String> json;
    private final EventClient client;

    SeedWatch(ReadModel readModel, Function<SeedView, String> json, EventClient client) {
        this.readModel = readModel;
        this.json = json;
        this.client = client;
    }

    void run(SeedSnapshot first) throws InterruptedException {
        client.open();
        Optional<SeedSnapshot> seed = Optional.of(first);
        while (seed.isPresent() && !client.isGone()) {
            client.tell(EVENT, json.apply(SeedView.of(seed.get())));
            if (seed.get().entry().state().isFinal()) {
                return;
            }
            client.breakSilence(SILENCE);
            Thread.sleep(SPACING);
            readModel.awaitChange(seed.get().entry(), seed.get().waiting() == null ? SILENCE : REASONS);
            seed = look(seed.get().entry().request().id());
        }
    }

    /** Nothing where the seed is forgotten, or this replica no longer reads; a client that cares comes again, and is told. */
    private Optional<SeedSnapshot> look(String id) {
        try {
            return readModel.seed(id);
        } catch (BehindException e) {
            return Optional.empty();
        }
    }
}
