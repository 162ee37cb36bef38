package dev.seedgate.admission.intake;

import static dev.seedgate.admission.intake.RefusedException.Reason.INVALID_FIELD;

import dev.seedgate.admission.config.HttpLimits;
import dev.seedgate.admission.config.SeedgateConfig;
import dev.seedgate.admission.intake.SeedRequests.Identity;
import dev.seedgate.admission.readmodel.ReadModel;
import dev.seedgate.catalog.Catalog;
import dev.seedgate.protocol.AdmissionCommand;
import dev.seedgate.protocol.Checks;
import dev.seedgate.protocol.InvalidMessageException;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.Topic;
import dev.seedgate.protocol.TopicNames;
import dev.seedgate.telemetry.LogFields;
import dev.seedgate.telemetry.TraceContext;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes what people post: checks it, gives it an id, and returns when the broker has it. What was posted before under the same
 * idempotency key is not written again; where two such posts cross, both carry the same id and the ledger takes one.
 */
public final class Intake implements AutoCloseable {
    public static final int MAX_BATCH_NAME = 40;

    private static final Logger LOG = Logger.getLogger(Intake.class);

    private final Clock clock;
    private final RequestIds ids;
    private final SeedRequests requests;
    private final TokenIntake tokens;
    private final KnownRequests known;
    private final Predecessors predecessors;
    private final RequestWriter writer;
    private final ReadModel readModel;
    private final int maxBatch;

    private Intake(Settings settings, ReadModel readModel) {
        Databases databases = Databases.of(settings.config());
        this.clock = Clock.systemUTC();
        this.ids = new RequestIds(clock);
        this.requests = new SeedRequests(settings.catalog(), databases, readModel::largestPossible);
        this.known = new KnownRequests(readModel, databases.clusters());
        this.predecessors = new Predecessors(readModel);
        this.writer = new RequestWriter(
                settings.broker(), settings.topics(), settings.limits().brokerTimeout());
        this.readModel = readModel;
        this.maxBatch = settings.limits().maxBatch();
        this.tokens = new TokenIntake(new TokenRequests(requests, this::newId, this::now), known, writer, readModel);
    }

    /**
     * What an intake needs to know.
     *
     * @param broker the Kafka client's settings of the connection
     * @param catalog as it is at that moment
     */
    public record Settings(
            Map<String, Object> broker,
            TopicNames topics,
            Supplier<Catalog> catalog,
            SeedgateConfig config,
            HttpLimits limits) {}

    /** A batch as it was accepted, in the order in which it was posted. */
    public record Batch(String id, List<SeedRequest> requests) {}

    /** Connects to the broker in the background. */
    public static Intake start(Settings settings, ReadModel readModel) {
        return new Intake(settings, readModel);
    }

    /** What those post who want to hold tokens themselves. */
    public TokenIntake tokens() {
        return tokens;
    }

    /** Whether the broker answered when it was last spoken to. */
    public boolean isConnected() {
        return writer.isConnected();
    }

    /**
     * Accepts one seed.
     *
     * @param key the client's name for this post, at most one line; null when it has none
     * @throws RefusedException when it can never run, or the key stands for another seed
     * @throws NotWrittenException when the broker did not confirm it in time
     */
    public SeedRequest post(PostedSeed posted, @Nullable String key) throws NotWrittenException, InterruptedException {
        String fresh = newId();
        UnaryOperator<String> id =
                cluster -> key == null ? fresh : RequestIds.ofSeed(cluster, key).toString();
        SeedRequest request = requests.request(posted, "", new Identity(id, null, now()));
        if (key != null && known.isRepeated(request, key)) {
            return request;
        }
        return write(List.of(request)).getFirst();
    }

    /** Accepts several seeds or none of them; otherwise like {@link #post}. */
    public Batch postBatch(@Nullable String name, List<@Nullable PostedSeed> posted, @Nullable String key)
            throws NotWrittenException, InterruptedException {
        checkSize(posted);
        String batch = batchId(name, key);
        Instant acceptedAt = now();
        List<SeedRequest> accepted = new ArrayList<>();
        for (int i = 0; i < posted.size(); i++) {
            accepted.add(element(posted.get(i), i, new Identity(elementId(key, i), batch, acceptedAt)));
        }
        if (key != null && known.isRepeated(accepted, key)) {
            return new Batch(batch, accepted);
        }
        Map<String, SeedRequest> written =
                write(accepted).stream().collect(Collectors.toMap(SeedRequest::id, Function.identity()));
        return new Batch(
                batch,
                accepted.stream()
                        .map(request -> written.getOrDefault(request.id(), request))
                        .toList());
    }

    /**
     * Says whether a batch is in order, as far as that is so whenever it is posted; accepts nothing.
     *
     * @throws RefusedException as {@link #postBatch} would
     */
    public void check(List<@Nullable PostedSeed> posted) {
        checkSize(posted);
        List<SeedRequest> elements = new ArrayList<>();
        for (int i = 0; i < posted.size(); i++) {
            String id = "checked-" + i;
            elements.add(element(posted.get(i), i, new Identity(cluster -> id, "checked", now())));
        }
        var unused = new Predecessors(id -> Optional.empty()).resolved(elements);
    }

    /** The id of the batch of that name that is posted, or was, under a key. */
    public static String batchOf(String name, String key) {
        return checkedName(name) + "-" + RequestIds.ofBatch(key);
    }

    private UnaryOperator<String> elementId(@Nullable String key, int index) {
        String fresh = newId();
        return cluster -> key == null
                ? fresh
                : RequestIds.ofBatchElement(cluster, key, index).toString();
    }

    private SeedRequest element(@Nullable PostedSeed posted, int index, Identity identity) {
        String path = "seeds[" + index + "]";
        if (posted == null) {
            throw new RefusedException(INVALID_FIELD, path, path + " is missing");
        }
        return requests.request(posted, path + ".", identity);
    }

    /** Asks the ledger to end a request; returns when the broker has the command. */
    public void cancel(SeedRequest request) throws NotWrittenException, InterruptedException {
        act(new AdmissionCommand.CancelSeed(request.cluster(), request.id()));
    }

    /**
     * The id of what an operator asks: a function of the key where there is one, so that the ledger takes a repeated act for the first.
     *
     * @param verb what is asked; the same key for another verb is another act
     */
    public String actId(String verb, String cluster, @Nullable String key) {
        return (key == null ? ids.timeOrdered() : RequestIds.ofAct(verb, cluster, key)).toString();
    }

    /** Asks the ledger for an operator's act; returns when the broker has the command. */
    public void act(AdmissionCommand command) throws NotWrittenException, InterruptedException {
        act(List.of(command));
    }

    /** Asks the ledger for several acts in one cluster, in this order; for all of them or none. */
    public void act(List<? extends AdmissionCommand> commands) throws NotWrittenException, InterruptedException {
        writer.write(commands.stream()
                .map(command -> new Message(Topic.ADMISSION_COMMANDS, command.cluster(), command))
                .toList());
    }

    /**
     * Says whether an accepted request could still be granted.
     *
     * @throws RefusedException when its cluster, as it is now, can never give so many connections
     */
    public void requireGrantable(SeedRequest request) {
        requests.requireGrantable("seed " + request.seed(), request.connections(), request.cluster(), "connections");
    }

    /** An accepted request that is to run once more: with its definition as it is now, and without a deadline that has passed. */
    public SeedRequest again(SeedRequest accepted) {
        return requests.again(accepted, Instant.now());
    }

    private void checkSize(List<@Nullable PostedSeed> posted) {
        if (posted.isEmpty() || posted.size() > maxBatch) {
            throw new RefusedException(
                    INVALID_FIELD, "seeds", "seeds must be 1 to " + maxBatch + " seeds, got: " + posted.size());
        }
    }

    /** A name that people gave, made unique; batches of the same name can be told apart. */
    private String batchId(@Nullable String name, @Nullable String key) {
        if (name != null && key != null) {
            return batchOf(name, key);
        }
        UUID unique = key == null ? ids.timeOrdered() : RequestIds.ofBatch(key);
        return name == null ? unique.toString() : checkedName(name) + "-" + unique;
    }

    private static String checkedName(String name) {
        try {
            return Checks.name("name", name, MAX_BATCH_NAME);
        } catch (InvalidMessageException e) {
            throw new RefusedException(INVALID_FIELD, e.field(), String.valueOf(e.getMessage()));
        }
    }

    /** Returns what was written, in that order: each behind those that it follows. */
    private List<SeedRequest> write(List<SeedRequest> accepted) throws NotWrittenException, InterruptedException {
        String traceparent = TraceContext.current();
        List<SeedRequest> inOrder = predecessors.resolved(
                accepted.stream().map(request -> request.tracedAs(traceparent)).toList());
        writer.write(inOrder.stream()
                .map(request -> new Message(Topic.SEED_REQUESTS, request.cluster(), request))
                .toList());
        readModel.noteWrite();
        logAccepted(inOrder);
        return inOrder;
    }

    private static void logAccepted(List<SeedRequest> accepted) {
        try (LogFields fields = new LogFields()) {
            for (SeedRequest request : accepted) {
                fields.request(request);
                LOG.infof("%s accepted: %s into %s", request.id(), request.seed(), request.database());
            }
        }
    }

    private String newId() {
        return ids.timeOrdered().toString();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public void close() {
        writer.close();
    }
}
