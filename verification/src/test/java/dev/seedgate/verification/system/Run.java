package dev.seedgate.verification.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.seedgate.localstack.workload.SessionSampler;
import dev.seedgate.protocol.SeedState;
import dev.seedgate.protocol.StatusMessage.SeedStatus;
import dev.seedgate.protocol.TopicNames;
import dev.seedgate.verification.checker.Checker;
import dev.seedgate.verification.checker.ContentIsWhole;
import dev.seedgate.verification.checker.EffectsExactlyOnce;
import dev.seedgate.verification.checker.FencesOnlyGrow;
import dev.seedgate.verification.checker.NeverOneTooMany;
import dev.seedgate.verification.checker.NoSlotLeaks;
import dev.seedgate.verification.checker.NothingLostOrTwice;
import dev.seedgate.verification.checker.NothingPutAside;
import dev.seedgate.verification.checker.OthersAreSafe;
import dev.seedgate.verification.checker.Overdrafts;
import dev.seedgate.verification.checker.RequestLives;
import dev.seedgate.verification.checker.SessionLog;
import dev.seedgate.verification.checker.TokenLives;
import dev.seedgate.verification.checker.TopicObserver;
import dev.seedgate.verification.checker.TopicWatch;
import dev.seedgate.verification.checker.Verdict;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/** One test's use of the installation, with all checkers watching. Ends with {@link #verify}. */
public final class Run implements AutoCloseable {
    /** Far beyond what anything needs on a loaded machine: a test that waits so long has failed. */
    public static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration SAMPLE_PERIOD = Duration.ofMillis(50);
    private static final String INSTALLATION = "main";

    private final SeedgateSystem system;
    private final TokenLives tokens = new TokenLives();
    private final RequestLives requests = new RequestLives();
    private final Bids bids = new Bids();
    private final SessionLog sessions = new SessionLog(INSTALLATION);
    private final NeverOneTooMany neverOneTooMany;
    private final FencesOnlyGrow fences = new FencesOnlyGrow(tokens);
    private final NothingLostOrTwice promises = new NothingLostOrTwice(requests);
    private final NothingPutAside nothingPutAside = new NothingPutAside();
    private final OthersAreSafe others;
    private final Orders orders;
    private final SessionSampler sampler;
    private final TopicWatch watch;

    private Run(SeedgateSystem system, Watch watched) throws SQLException {
        this.system = system;
        awaitIdle(system);
        this.neverOneTooMany = new NeverOneTooMany(tokens, sessions, watched.overdrafts());
        this.orders = new Orders(system.http(), promises);
        this.others = new OthersAreSafe(system.api()::result, watched.serverGoesDown());
        this.sampler = SessionSampler.start(system.watcher(), SAMPLE_PERIOD, sessions);
        List<TopicObserver> observers =
                new ArrayList<>(List.of(tokens, requests, bids, neverOneTooMany, fences, nothingPutAside));
        observers.addAll(watched.observers());
        this.watch = TopicWatch.start(system.stack().broker().bootstrapServers(), new TopicNames(""), observers);
    }

    /**
     * What a run is watched for.
     *
     * @param serverGoesDown whether the run takes PostgreSQL down
     * @param overdrafts tokens that the run itself overdraws
     * @param observers that hear the topics, beside the run's own
     */
    public record Watch(boolean serverGoesDown, Overdrafts overdrafts, List<TopicObserver> observers) {
        public Watch {
            observers = List.copyOf(observers);
        }
    }

    static Run begin(SeedgateSystem system, Watch watched) throws SQLException {
        return new Run(system, watched);
    }

    /** Nothing is charged and all workers bid; the budget is one less for the moment in which the API's probe connects. */
    private static void awaitIdle(SeedgateSystem system) {
        await("an idle installation")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> {
                    var cluster = system.http().get("/v1/clusters/main").body();
                    return cluster.path("charged").asInt(-1) == 0
                            && cluster.path("free").asInt() >= SeedgateSystem.BUDGET - 1
                            && cluster.path("bids").asInt() >= system.slots();
                });
    }

    /** Posts that many seeds whose effect can be counted, and which take that long; returns their ids. */
    public List<String> postTally(int count, Duration pause) {
        return orders.postTally(count, pause);
    }

    /** Posts one that is scheduled like that: {@code tenant}, {@code after}, {@code notBefore}, {@code preemptible}. */
    public Optional<String> postTally(Duration pause, Map<String, ?> scheduling) {
        return orders.postTally(pause, scheduling);
    }

    /** Posts seeds of the example catalog; returns their ids. */
    public List<String> postExamples(List<String> seeds) {
        return orders.postExamples(seeds);
    }

    Orders orders() {
        return orders;
    }

    /** The requests that run now, as far as was heard. */
    List<SeedStatus> running() {
        return requests.in(SeedState.RUNNING);
    }

    /** Tokens with which sessions of a worker are open now, as PostgreSQL showed last. */
    List<String> tokensWithSessionsOf(String worker) {
        return tokens.charged().stream()
                .filter(life -> life.worker().equals(worker))
                .map(TokenLives.Life::token)
                .filter(sessions.now()::containsKey)
                .toList();
    }

    /** Returns when that many requests run with all their sessions open. */
    void awaitRunning(int count) {
        awaitThat(
                count + " running",
                () -> running().size() >= count
                        && running().stream().allMatch(status -> hasAllSessions(String.valueOf(status.token()))));
    }

    private boolean hasAllSessions(String token) {
        return sessions.now().getOrDefault(token, 0) == SeedgateSystem.CONNECTIONS_PER_SEED;
    }

    /** The worker on which most of the requests run. */
    String busiestWorker() {
        Map<String, List<SeedStatus>> byWorker =
                running().stream().collect(Collectors.groupingBy(status -> String.valueOf(status.worker())));
        return byWorker.entrySet().stream()
                .max(Comparator.comparingInt(entry -> entry.getValue().size()))
                .orElseThrow(() -> new IllegalStateException("nothing runs"))
                .getKey();
    }

    /** Waits for it; where it does not come, the test's output has the situation. */
    public void awaitThat(String what, Callable<Boolean> condition) {
        try {
            await(what).atMost(PATIENCE).pollInterval(POLL).until(condition);
        } catch (ConditionTimeoutException e) {
            say("waited in vain for " + what + "; " + new Situation(system, this));
            throw e;
        }
    }

    /** The last word on a request. */
    SeedStatus last(String id) {
        return requests.last(id).orElseThrow(() -> new IllegalStateException("nothing was said of " + id));
    }

    public TokenLives tokens() {
        return tokens;
    }

    public SessionLog sessions() {
        return sessions;
    }

    public RequestLives requests() {
        return requests;
    }

    public NothingLostOrTwice promises() {
        return promises;
    }

    /** How many bids a worker has opened since the run began. */
    int bidsOpenedBy(String worker) {
        return bids.openedBy(worker);
    }

    /** How long the slots of the tokens stayed charged after that moment, at the longest. */
    Duration slotsBackAfter(Instant moment, List<String> ofTokens) {
        awaitThat(
                "slots back",
                () -> ofTokens.stream()
                        .allMatch(token -> tokens.of(token).orElseThrow().freedAt() != null));
        return ofTokens.stream()
                .map(token -> Duration.between(
                        moment,
                        Objects.requireNonNull(tokens.of(token).orElseThrow().freedAt())))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** How long the tokens' sessions were still to be seen after that moment, at the longest. */
    Duration sessionsGoneAfter(Instant moment, List<String> ofTokens) {
        return ofTokens.stream()
                .flatMap(token -> sessions.of(token).stream())
                .map(seen -> Duration.between(moment, seen.lastAnsweredAt()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    public void awaitFinished() {
        awaitThat("the end of all that was accepted", promises::allFinished);
    }

    /** Waits for the end of everything and for calm, and holds every promise against what was seen. */
    void verify() {
        verify(SeedgateSystem.LEASE.plus(SeedgateSystem.DRAIN_GRACE).plusSeconds(5));
    }

    /** @param slotsBack the bound from when a token is taken back until its slots are free; outages included */
    void verify(Duration slotsBack) {
        List<Verdict> verdicts = verdicts(slots(slotsBack));
        verdicts.forEach(verdict -> say(verdict.toString()));
        assertThat(verdicts)
                .as("broken promises; logs in " + system.stack().folder())
                .allMatch(Verdict::kept);
    }

    /** P4 for this run, with the bound given. */
    public NoSlotLeaks slots(Duration bound) {
        return new NoSlotLeaks(tokens, sessions, bound);
    }

    /** Waits for the end of everything and for calm, and says what became of every promise. */
    public List<Verdict> verdicts(NoSlotLeaks slots) {
        awaitFinished();
        long ended = System.nanoTime();
        awaitThat("calm", slots::isCalm);
        Duration calm = Duration.ofNanos(System.nanoTime() - ended);
        watch.catchUp(PATIENCE);
        Instant now = Instant.now();
        awaitThat("one more look", () -> sessions.lastAskedAt().isAfter(now));
        say("calm %d ms after the last request ended".formatted(calm.toMillis()));
        return List.of(
                        neverOneTooMany,
                        others,
                        promises,
                        new EffectsExactlyOnce(system.shop().studio(), promises, requests),
                        new ContentIsWhole(system.shop().studio(), requests, Shop.feeds()),
                        slots,
                        fences,
                        nothingPutAside)
                .stream()
                .map(Checker::verdict)
                .toList();
    }

    /** What can be said of a run that does not come to its end. */
    public List<Verdict> verdictsSoFar() {
        return Stream.of(neverOneTooMany, others, fences, nothingPutAside)
                .map(Checker::verdict)
                .toList();
    }

    public NeverOneTooMany neverOneTooMany() {
        return neverOneTooMany;
    }

    public OthersAreSafe others() {
        return others;
    }

    /** A figure for whoever reads the test's output. */
    @SuppressWarnings("SystemOut") // a test's report belongs there
    public static void say(String line) {
        System.out.println("[system] " + line);
    }

    @Override
    public void close() {
        watch.close();
        sampler.close();
    }
}
