package dev.seedgate.admission.readmodel;

import dev.seedgate.admission.readmodel.StartEstimates.Estimate;
import dev.seedgate.admission.readmodel.Waiting.Reason;
import dev.seedgate.core.decide.Decider;
import dev.seedgate.core.ledger.ClusterState;
import dev.seedgate.core.ledger.Hold;
import dev.seedgate.core.ledger.LiveRequest;
import dev.seedgate.core.ledger.LiveRequest.Phase;
import dev.seedgate.core.ledger.Shape;
import dev.seedgate.core.ledger.Token;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says why the waiting seeds of one cluster wait. Whose turn it is and who goes before whom is asked of the ledger's own rules. Made
 * for one answer: a list of many seeds asks once whose turn it is.
 */
final class WaitExplanation {
    /** More holders of slots than that nobody reads. */
    private static final int HOLDERS_NAMED = 3;

    private final ClusterEntities cluster;
    private final Instant now;
    private final @Nullable LiveRequest next;
    private @Nullable Holders holders;

    /**
     * Who has the slots.
     *
     * @param tokens the one that is expected to end first in front
     * @param words for a person, of the first few
     */
    private record Holders(List<String> tokens, String words) {
        Holders {
            tokens = List.copyOf(tokens);
        }
    }

    private record Holder(Token token, Instant end) {}

    WaitExplanation(ClusterEntities cluster, Instant now) {
        this.cluster = cluster;
        this.now = latest(now, cluster.ledger().state().time());
        this.next = Decider.next(cluster.ledger(), this.now).orElse(null);
    }

    /** Empty for a seed that does not wait, or whose change the ledger's topic has not shown yet. */
    Optional<Waiting> of(SeedEntry entry) {
        return switch (entry.state()) {
            case ACCEPTED -> Optional.of(notYetRead());
            case QUEUED, RETRYING, HELD -> cluster.request(entry.request().id()).flatMap(this::of);
            case RUNNING, SUCCEEDED, DEAD, CANCELLED -> Optional.empty();
        };
    }

    static Waiting notYetRead() {
        return new Waiting(
                Reason.NOT_YET_READ,
                null,
                List.of(),
                null,
                null,
                "accepted and safe on the broker; the ledger has not read it yet");
    }

    private Optional<Waiting> of(LiveRequest live) {
        return switch (live.phase()) {
            case Phase.Running running -> Optional.empty();
            case Phase.Held held ->
                Optional.of(new Waiting(
                        Reason.HELD,
                        null,
                        List.of(),
                        null,
                        null,
                        "an operator stopped it; it goes on when the cluster is resumed"));
            case Phase.Following following -> Optional.of(stopped(live).orElseGet(() -> following(live, following)));
            case Phase.Postponed postponed ->
                Optional.of(stopped(live)
                        .orElseGet(() -> waiting(
                                live, Reason.NOT_BEFORE, List.of(), "it is not to start before " + postponed.until())));
            case Phase.BackingOff backingOff ->
                Optional.of(stopped(live).orElseGet(() -> backingOff(live, backingOff)));
            case Phase.Waiting waiting -> Optional.of(stopped(live).orElseGet(() -> inQueue(live)));
        };
    }

    private Waiting following(LiveRequest live, Phase.Following phase) {
        return waiting(
                live,
                Reason.PREDECESSOR,
                phase.predecessors(),
                "it runs after " + String.join(", ", phase.predecessors()));
    }

    private Waiting backingOff(LiveRequest live, Phase.BackingOff phase) {
        String last = live.lastError() == null ? "" : "; the last run: " + live.lastError();
        return waiting(
                live,
                Reason.BACK_OFF,
                List.of(),
                "attempt " + live.attempt() + " of " + live.request().maxAttempts() + " may begin at " + phase.until()
                        + last);
    }

    /** What keeps everybody from starting. */
    private Optional<Waiting> stopped(LiveRequest live) {
        ClusterState state = cluster.state();
        Hold hold = state == null ? null : state.hold();
        if (hold != null) {
            return Optional.of(without(
                    live,
                    Reason.HELD,
                    hold.by() + " stopped the granting at " + seconds(hold.since())
                            + (hold.reason().isBlank() ? "" : ": " + hold.reason())));
        }
        if (state == null || state.server() == null) {
            return Optional.of(without(live, Reason.DATABASE_AWAY, "PostgreSQL has not been seen yet"));
        }
        String unreachable = state.unreachable();
        return unreachable == null
                ? Optional.empty()
                : Optional.of(without(live, Reason.DATABASE_AWAY, "PostgreSQL does not answer: " + unreachable));
    }

    private Waiting inQueue(LiveRequest live) {
        Optional<LiveRequest> before = cluster.ledger().candidates().before(live);
        return before.map(other -> behindItsKey(live, other))
                .or(() -> tooLarge(live))
                .or(() -> lacksConnections(live))
                .or(() -> keptForAnother(live))
                .or(() -> lacksWorker(live))
                .orElseGet(() -> waiting(live, Reason.NO_WORKER, List.of(), "its turn has come; it is about to start"));
    }

    private Waiting behindItsKey(LiveRequest live, LiveRequest other) {
        String does = other.phase() instanceof Phase.Running running
                ? " runs until about " + seconds(other.expectedEnd(running.startedAt(), now))
                : " is before it";
        return waiting(
                live,
                Reason.CONCURRENCY_KEY,
                List.of(other.id()),
                "of the concurrency key " + live.request().scheduling().concurrencyKey() + " one runs at a time, and "
                        + other.id() + does);
    }

    /** Others take so much that it would not fit even if no seed ran, or the server shrank. */
    private Optional<Waiting> tooLarge(LiveRequest live) {
        int needed = live.request().connections();
        return needed > budget()
                ? Optional.of(without(
                        live,
                        Reason.BUDGET,
                        "it needs " + needed + " connections, and now the cluster cannot grant more than "
                                + Math.max(0, budget()) + " at a time"))
                : Optional.empty();
    }

    private Optional<Waiting> lacksWorker(LiveRequest live) {
        Shape shape = Shape.of(live);
        if (shape.bringsBid()) {
            return Optional.empty();
        }
        return cluster.ledger()
                        .waitingBids()
                        .walk()
                        .first(offer -> offer.takes(shape))
                        .isEmpty()
                ? Optional.of(waiting(
                        live,
                        Reason.NO_WORKER,
                        List.of(),
                        "no worker that takes " + shape.connections() + " connections"
                                + (shape.labels().isEmpty() ? "" : " and has " + String.join(", ", shape.labels()))
                                + " is free; known workers: " + cluster.workers()))
                : Optional.empty();
    }

    private Optional<Waiting> lacksConnections(LiveRequest live) {
        int needed = live.request().connections();
        if (needed <= free()) {
            return Optional.empty();
        }
        return Optional.of(waiting(
                live,
                Reason.BUDGET,
                holders().tokens(),
                "it needs " + needed + ", and " + Math.max(0, free()) + " of " + Math.max(0, budget())
                        + " connections are free; tokens hold " + cluster.charged()
                        + holders().words()));
    }

    /** Put in order once: with a thousand tokens that takes longer than all else, and is the same for all that wait. */
    private Holders holders() {
        Holders known = holders;
        if (known == null) {
            known = findHolders();
            holders = known;
        }
        return known;
    }

    private Holders findHolders() {
        List<Token> sorted = cluster.tokens().stream()
                .map(token -> new Holder(token, expectedEnd(token)))
                .sorted(Comparator.comparing(Holder::end))
                .map(Holder::token)
                .toList();
        String named = sorted.stream().limit(HOLDERS_NAMED).map(this::holder).collect(Collectors.joining(", "));
        int others = sorted.size() - HOLDERS_NAMED;
        return new Holders(
                sorted.stream().map(token -> token.terms().id()).toList(),
                (sorted.isEmpty() ? "" : ": " + named) + (others > 0 ? " and " + others + " more" : "") + askedBack());
    }

    private String askedBack() {
        int asked = cluster.tokens().stream()
                .mapToInt(token -> token.terms().size().askedBack())
                .sum();
        return asked == 0 ? "" : "; " + asked + " of these are asked back";
    }

    private String holder(Token token) {
        String seed = cluster.request(token.terms().request())
                .map(live -> " (" + live.request().seed() + ")")
                .orElse("");
        return token.terms().connections() + " " + token.terms().id() + seed + " until about "
                + seconds(expectedEnd(token));
    }

    private Instant expectedEnd(Token token) {
        return cluster.request(token.terms().request())
                .map(live -> live.expectedEnd(token.terms().grantedAt(), now))
                .orElse(now);
    }

    /** It would fit, but would make the one whose turn it is start later. */
    private Optional<Waiting> keptForAnother(LiveRequest live) {
        LiveRequest first = next;
        if (first == null || first.id().equals(live.id()) || first.request().connections() <= free()) {
            return Optional.empty();
        }
        return Optional.of(waiting(
                live,
                Reason.RESERVATION,
                List.of(first.id()),
                "the " + free() + " free connections are kept for " + first.id() + " ("
                        + first.request().seed() + "), which needs "
                        + first.request().connections()));
    }

    private Waiting waiting(LiveRequest live, Reason reason, List<String> waitsFor, String text) {
        Optional<Estimate> estimate = cluster.estimates().of(live.id(), now);
        return new Waiting(
                reason,
                estimate.map(Estimate::position).orElse(null),
                waitsFor,
                estimate.map(Estimate::expected).orElse(null),
                estimate.map(Estimate::latest).orElse(null),
                text);
    }

    /** With its place, but without a time: nobody knows when what keeps it from starting will be over. */
    private Waiting without(LiveRequest live, Reason reason, String text) {
        Integer position =
                cluster.estimates().of(live.id(), now).map(Estimate::position).orElse(null);
        return new Waiting(reason, position, List.of(), null, null, text);
    }

    private int budget() {
        return cluster.ledger().figures().budget();
    }

    private int free() {
        return cluster.ledger().figures().free();
    }

    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
