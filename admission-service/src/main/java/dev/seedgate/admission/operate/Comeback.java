package dev.seedgate.admission.operate;

import dev.seedgate.admission.readmodel.SeedEntry;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.SeedState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A seed that is to be queued again, and who comes back with it: all that were cancelled because of its end, but those that run after
 * somebody else who failed as well. The ledger reads each behind those that it follows.
 */
final class Comeback {
    private final SeedEntry seed;
    private final Function<String, Optional<SeedEntry>> known;
    private final Map<String, SeedEntry> followers = new LinkedHashMap<>();
    /** Without a value those that stay away. */
    private final Map<String, Optional<SeedRequest>> settled = new LinkedHashMap<>();

    private Comeback(SeedEntry seed, List<SeedEntry> cancelled, Function<String, Optional<SeedEntry>> known) {
        this.seed = seed;
        this.known = known;
        cancelled.forEach(follower -> followers.put(follower.request().id(), follower));
    }

    /**
     * The seed first, each behind those that it follows, without predecessors that have succeeded.
     *
     * @param cancelled those that were cancelled because of its end, in any order
     * @param known finds a request that was accepted before, by its id
     * @throws NotRetriableException when the seed itself would never start
     */
    static List<SeedRequest> of(
            SeedEntry seed, List<SeedEntry> cancelled, Function<String, Optional<SeedEntry>> known) {
        return new Comeback(seed, cancelled, known).inOrder();
    }

    private List<SeedRequest> inOrder() {
        requireEnded();
        settled.put(seed.request().id(), Optional.of(withOpen(seed, this::requireOpen)));
        followers.values().forEach(this::settle);
        return settled.values().stream().flatMap(Optional::stream).toList();
    }

    private void requireEnded() {
        String id = seed.request().id();
        if (seed.request().hasHolder()) {
            throw new NotRetriableException(id + " is no seed, but a token that somebody held; ask for a new one");
        }
        switch (seed.state()) {
            case DEAD, CANCELLED -> {}
            case SUCCEEDED ->
                throw new NotRetriableException(id + " has succeeded; post the seed anew to run it again");
            case ACCEPTED, QUEUED, RUNNING, RETRYING, HELD ->
                throw new NotRetriableException(id + " has not ended, it is " + word(seed.state()));
        }
    }

    /** @param isOpen whether a predecessor is still waited for */
    private static SeedRequest withOpen(SeedEntry entry, Predicate<String> isOpen) {
        SeedRequest request = entry.request();
        List<String> open = request.scheduling().after().stream().filter(isOpen).toList();
        return request.with(request.scheduling().withAfter(open));
    }

    /** Whoever failed for good has run, so whatever it followed had succeeded, also where nobody knows that any more. */
    private boolean requireOpen(String predecessor) {
        String id = seed.request().id();
        Optional<SeedEntry> entry = known.apply(predecessor);
        if (entry.isEmpty()) {
            if (seed.state() == SeedState.DEAD) {
                return false;
            }
            throw new NotRetriableException(
                    id + " runs after " + predecessor + ", which nobody knows any more; post the seed anew");
        }
        SeedState state = entry.get().state();
        if (state == SeedState.DEAD || state == SeedState.CANCELLED) {
            throw new NotRetriableException(id + " runs after " + predecessor + ", which is " + word(state)
                    + "; retry that one, and " + id + " comes back behind it if it was cancelled because of it");
        }
        return state != SeedState.SUCCEEDED;
    }

    /** Depth first; requests form no circle. */
    private void settle(SeedEntry follower) {
        String id = follower.request().id();
        if (settled.containsKey(id)) {
            return;
        }
        List<String> after = follower.request().scheduling().after();
        after.stream()
                .filter(followers::containsKey)
                .forEach(other -> settle(Objects.requireNonNull(followers.get(other))));
        boolean comesBack = after.stream().allMatch(this::maySucceed);
        settled.put(id, comesBack ? Optional.of(withOpen(follower, this::isOpen)) : Optional.empty());
    }

    private boolean maySucceed(String predecessor) {
        Optional<SeedRequest> choice = settled.get(predecessor);
        return choice != null
                ? choice.isPresent()
                : known.apply(predecessor)
                        .filter(entry -> !entry.state().isFinal() || entry.state() == SeedState.SUCCEEDED)
                        .isPresent();
    }

    private boolean isOpen(String predecessor) {
        return settled.containsKey(predecessor)
                || known.apply(predecessor)
                        .filter(entry -> entry.state() == SeedState.SUCCEEDED)
                        .isEmpty();
    }

    private static String word(SeedState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
