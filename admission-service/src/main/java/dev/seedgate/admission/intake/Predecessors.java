package dev.seedgate.admission.intake;

import static dev.seedgate.admission.intake.FieldChecks.refused;

import dev.seedgate.admission.readmodel.ReadModel;
import dev.seedgate.admission.readmodel.SeedEntry;
import dev.seedgate.protocol.Scheduling;
import dev.seedgate.protocol.SeedRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Whom posted seeds are to follow. People name seeds of the same batch, or ids of requests that were accepted before; the ledger is
 * told ids, and reads a request after those that it follows.
 */
final class Predecessors {
    private final Function<String, Optional<SeedEntry>> known;

    Predecessors(ReadModel readModel) {
        this(readModel::entry);
    }

    /** @param known finds a request that was accepted before, by its id */
    Predecessors(Function<String, Optional<SeedEntry>> known) {
        this.known = known;
    }

    /**
     * The same requests with ids in the place of names, and without those that have succeeded, each behind those that it follows.
     *
     * @throws RefusedException when somebody could never start: it follows itself in the end, or what failed, or what nobody knows
     */
    List<SeedRequest> resolved(List<SeedRequest> posted) {
        boolean nobodyFollows =
                posted.stream().allMatch(request -> request.scheduling().after().isEmpty());
        return nobodyFollows ? posted : new Batch(posted).inOrder();
    }

    /** What is posted together. */
    private final class Batch {
        private final List<SeedRequest> posted;
        private final Map<String, Set<Integer>> bySeed;
        /** Whom each follows of this batch, by index. */
        private final List<Set<Integer>> within = new ArrayList<>();

        private final List<SeedRequest> resolved = new ArrayList<>();

        Batch(List<SeedRequest> posted) {
            this.posted = posted;
            this.bySeed = new TreeMap<>();
            for (int i = 0; i < posted.size(); i++) {
                bySeed.computeIfAbsent(posted.get(i).seed(), seed -> new LinkedHashSet<>())
                        .add(i);
            }
            for (int i = 0; i < posted.size(); i++) {
                resolve(i);
            }
        }

        private void resolve(int index) {
            SeedRequest request = posted.get(index);
            Set<Integer> followed = new LinkedHashSet<>();
            Set<String> ids = new LinkedHashSet<>();
            List<String> words = request.scheduling().after();
            for (int j = 0; j < words.size(); j++) {
                String field = field(index) + "[" + j + "]";
                Set<Integer> named = posted.size() > 1 ? bySeed.getOrDefault(words.get(j), Set.of()) : Set.of();
                if (named.isEmpty()) {
                    acceptedBefore(words.get(j), request, field).ifPresent(ids::add);
                }
                for (int other : named) {
                    requireSameCluster(request, posted.get(other), field);
                    followed.add(other);
                    ids.add(posted.get(other).id());
                }
            }
            if (ids.size() > Scheduling.MAX_AFTER) {
                throw refused(
                        field(index),
                        field(index) + " must name at most " + Scheduling.MAX_AFTER + " seeds, but those names are "
                                + ids.size() + " seeds of this batch");
            }
            within.add(followed);
            resolved.add(request.with(request.scheduling().withAfter(List.copyOf(ids))));
        }

        /** Its id; empty where it has succeeded. */
        private Optional<String> acceptedBefore(String id, SeedRequest request, String field) {
            SeedEntry entry = known.apply(id)
                    .orElseThrow(() -> refused(
                            field,
                            field + ": '" + Excerpt.of(id) + "' is neither a seed of this batch nor the id of a request"
                                    + " that is known"));
            requireSameCluster(request, entry.request(), field);
            return switch (entry.state()) {
                case SUCCEEDED -> Optional.empty();
                case DEAD, CANCELLED ->
                    throw refused(
                            field,
                            field + ": " + id + " is " + entry.state().name().toLowerCase(Locale.ROOT)
                                    + ", so what runs after it would never start");
                case ACCEPTED, QUEUED, RUNNING, RETRYING, HELD -> Optional.of(id);
            };
        }

        private void requireSameCluster(SeedRequest request, SeedRequest other, String field) {
            if (!request.cluster().equals(other.cluster())) {
                throw refused(
                        field,
                        field + ": " + other.seed() + " (" + other.id() + ") belongs to cluster " + other.cluster()
                                + ", this one to " + request.cluster()
                                + "; a seed can only run after one of its own cluster");
            }
        }

        private String field(int index) {
            return posted.size() == 1 && posted.get(index).scheduling().batch() == null
                    ? "after"
                    : "seeds[" + index + "].after";
        }

        /** Depth first, so that each comes behind those that it follows. */
        List<SeedRequest> inOrder() {
            Map<Integer, SeedRequest> ordered = new LinkedHashMap<>();
            for (int i = 0; i < posted.size(); i++) {
                visit(i, ordered, new LinkedHashSet<>());
            }
            return List.copyOf(ordered.values());
        }

        private void visit(int index, Map<Integer, SeedRequest> ordered, Set<Integer> path) {
            if (ordered.containsKey(index)) {
                return;
            }
            if (!path.add(index)) {
                String circle = path.stream()
                        .dropWhile(i -> i != index)
                        .map(i -> posted.get(i).seed())
                        .collect(Collectors.joining(" after "));
                throw refused(
                        field(index),
                        field(index) + ": " + circle + " after "
                                + posted.get(index).seed() + " is a circle, in which nobody could ever start");
            }
            within.get(index).forEach(other -> visit(other, ordered, path));
            path.remove(index);
            ordered.put(index, resolved.get(index));
        }
    }
}
