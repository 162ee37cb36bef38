package dev.seedgate.admission.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.seedgate.admission.LedgerTopics;
import dev.seedgate.admission.Requests;
import dev.seedgate.admission.agent.Configs;
import dev.seedgate.admission.config.HttpLimits;
import dev.seedgate.admission.config.SeedgateConfig;
import dev.seedgate.admission.intake.Intake;
import dev.seedgate.admission.readmodel.ReadModel;
import dev.seedgate.admission.schedule.ScheduleReport.Fate;
import dev.seedgate.admission.schedule.ScheduleReport.LastBatch;
import dev.seedgate.admission.schedule.ScheduleReport.LastTime;
import dev.seedgate.catalog.Catalog;
import dev.seedgate.core.Policy;
import dev.seedgate.localstack.SharedLocalStack;
import dev.seedgate.protocol.Scheduling;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.SeedState;
import dev.seedgate.protocol.StatusMessage.SeedStatus;
import dev.seedgate.protocol.TopicNames;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** By a clock of the test's; two replicas, where nothing else is said. */
class ScheduleRunnerIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Instant MIDNIGHT = Instant.parse("2026-02-01T00:00:00Z");
    private static final Path CATALOG = Path.of("src/test/resources/catalog");

    private static final Map<String, String> MAKE_UP = Map.of("seedgate.schedules.hourly.missed", "run-once");

    private final List<ScheduleRunner> runners = new ArrayList<>();
    private final List<AutoCloseable> parts = new ArrayList<>();
    private volatile Instant now = MIDNIGHT.plusSeconds(1);
    private LedgerTopics topics;

    @BeforeEach
    void prepare() {
        topics = LedgerTopics.create(
                SharedLocalStack.get().broker().bootstrapServers(), new TopicNames("t" + UUID.randomUUID() + "."));
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable part : parts.reversed()) {
            part.close();
        }
        topics.close();
    }

    @Test
    void theSeedsOfATimeArePostedOnceHoweverManyReplicasThereAre() {
        replica(Map.of());
        replica(Map.of());

        now = MIDNIGHT.plus(Duration.ofHours(1));
        awaitPosted(1);
        now = now.plusSeconds(30);

        List<SeedRequest> posted = distinct();
        assertThat(posted).extracting(SeedRequest::seed).containsExactly("meyer");
        assertThat(posted.getFirst().scheduling().batch()).startsWith("hourly-");
        assertThat(posted.getFirst().parameters()).containsExactly(Map.entry("limit", "5"));
    }

    @Test
    void aTimeIsLeftOutWhileSeedsOfAnEarlierOneAreUnfinished() {
        ReadModel readModel = replica(Map.of());
        now = MIDNIGHT.plus(Duration.ofHours(1));
        awaitPosted(1);
        SeedRequest first = distinct().getFirst();

        now = MIDNIGHT.plus(Duration.ofHours(2));
        awaitLookedAt();
        assertThat(distinct()).containsExactly(first);

        topics.status("main", Requests.status(first, SeedState.SUCCEEDED, null));
        await().atMost(PATIENCE)
                .until(() ->
                        readModel.ofBatches(batch -> true).getFirst().state().isFinal());
        now = MIDNIGHT.plus(Duration.ofHours(3));
        awaitPosted(2);
    }

    @Test
    void everyReplicaSaysWhatBecameOfTheLastTime() {
        ReadModel readModel = replica(Map.of());
        assertThat(last()).isEqualTo(new LastTime(MIDNIGHT, Fate.UNKNOWN, null, last().why()));

        now = MIDNIGHT.plus(Duration.ofHours(1));
        awaitPosted(1);
        SeedRequest posted = distinct().getFirst();
        String batch = Objects.requireNonNull(posted.scheduling().batch());
        await().atMost(PATIENCE).until(() -> last().fate() == Fate.POSTED);
        assertThat(last()).isEqualTo(new LastTime(now, Fate.POSTED, batch, null));

        now = MIDNIGHT.plus(Duration.ofHours(2));
        awaitLookedAt();
        assertThat(last()).isEqualTo(new LastTime(now, Fate.LEFT_OUT, null, batch + " was unfinished then"));
        replica(Map.of());
        now = now.plusSeconds(60);
        assertThat(last())
                .isEqualTo(new LastTime(
                        MIDNIGHT.plus(Duration.ofHours(2)), Fate.LEFT_OUT, null, batch + " was unfinished then"));

        topics.status("main", Requests.status(posted, SeedState.DEAD, null));
        await().atMost(PATIENCE)
                .until(() -> readModel.ofBatches(any -> true).getFirst().state().isFinal());
        ScheduleReport report = runners.getFirst().reports().getFirst();
        assertThat(report.next())
                .containsExactly(
                        MIDNIGHT.plus(Duration.ofHours(3)),
                        MIDNIGHT.plus(Duration.ofHours(4)),
                        MIDNIGHT.plus(Duration.ofHours(5)));
        assertThat(report.lastBatch())
                .isEqualTo(new LastBatch(batch, posted.acceptedAt(), new TreeMap<>(Map.of(SeedState.DEAD, 1))));
    }

    /** As the youngest replica has it. */
    private LastTime last() {
        return Objects.requireNonNull(runners.getLast().reports().getFirst().last());
    }

    @Test
    void aTimeThatWasMissedIsSaidToBe() {
        finishedAt(MIDNIGHT.plus(Duration.ofMinutes(70)));
        now = MIDNIGHT.plus(Duration.ofMinutes(150));

        replica(Map.of());
        await().atMost(PATIENCE)
                .until(() -> runners.getLast().reports().getFirst().lastBatch() != null);

        assertThat(last().fate()).isEqualTo(Fate.MISSED);
    }

    @Test
    void aTimeThatWasMissedIsLeftOut() {
        now = MIDNIGHT.plus(Duration.ofMinutes(61));
        replica(Map.of());

        awaitLookedAt();

        assertThat(distinct()).isEmpty();
    }

    @Test
    void aTimeThatWasMissedIsMadeUpForOnceWhereThatIsWanted() {
        finishedAt(MIDNIGHT.plus(Duration.ofMinutes(70)));
        now = MIDNIGHT.plus(Duration.ofMinutes(150));

        replica(MAKE_UP);
        awaitPosted(2);
        replica(MAKE_UP);
        awaitLookedAt();

        assertThat(distinct()).hasSize(2);
    }

    @Test
    void nothingIsMadeUpForThatWasLeftOut() {
        finishedAt(MIDNIGHT.plus(Duration.ofMinutes(130)));
        now = MIDNIGHT.plus(Duration.ofMinutes(150));

        replica(MAKE_UP);
        awaitLookedAt();

        assertThat(distinct()).hasSize(1);
    }

    @Test
    void aNewScheduleHasMissedNothing() {
        now = MIDNIGHT.plus(Duration.ofMinutes(150));

        replica(MAKE_UP);
        awaitLookedAt();

        assertThat(distinct()).isEmpty();
    }

    /** A seed of one o'clock. */
    private void finishedAt(Instant end) {
        SeedRequest posted = Requests.request("of-one-oclock", 2, 0)
                .with(Scheduling.DEFAULT.withBatch("hourly-" + UUID.randomUUID()));
        topics.request(posted);
        SeedStatus any = Requests.status(posted, SeedState.SUCCEEDED, null);
        topics.status(
                "main",
                new SeedStatus(
                        posted,
                        SeedState.SUCCEEDED,
                        any.attempt(),
                        any.interruptions(),
                        null,
                        null,
                        any.rows(),
                        any.rejected(),
                        any.skipped(),
                        null,
                        null,
                        any.queuedAt(),
                        null,
                        end,
                        null,
                        end));
    }

    @Test
    void aPriorityMayBeANumberOrAName() {
        replica(Map.of("seedgate.schedules.hourly.seeds[0].priority", "high"));
        now = MIDNIGHT.plus(Duration.ofHours(1));
        awaitPosted(1);

        assertThat(distinct().getFirst().scheduling().priority()).isEqualTo(750);
        assertThatThrownBy(() -> replica(Map.of("seedgate.schedules.hourly.seeds[0].priority", "1001")))
                .hasMessageContaining(
                        "seedgate.schedules.hourly.seeds[0].priority must be low, normal, high or urgent");
    }

    @Test
    void whatIsWrongStopsTheStartAndNamesTheProperty() {
        assertThatThrownBy(() -> replica(Map.of("seedgate.schedules.hourly.cron", "hourly")))
                .hasMessageStartingWith(
                        "seedgate.schedules.hourly.cron must be five fields, such as 0 2 * * 1-5, got: 'hourly'");
        assertThatThrownBy(() -> replica(Map.of("seedgate.schedules.hourly.seeds[0].seed", "mayer")))
                .hasMessageStartingWith("seedgate.schedules.hourly.")
                .hasMessageContaining("the catalog has no seed 'mayer'");
        assertThatThrownBy(() -> replica(Map.of("seedgate.schedules.hourly.cron", "0 0 30 2 *")))
                .hasMessage("seedgate.schedules.hourly.cron names a time that never comes");
        assertThatThrownBy(() -> replica(Map.of("seedgate.schedules.hourly.seeds[0].after", "omix")))
                .hasMessageContaining("'omix' is neither a seed of this batch nor the id of a request");
    }

    /** Every replica is its own read model, intake and clockwork. */
    private ReadModel replica(Map<String, String> more) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "seedgate.schedules.hourly.cron", "0 * * * *",
                "seedgate.schedules.hourly.seeds[0].seed", "meyer",
                "seedgate.schedules.hourly.seeds[0].database", "shop",
                "seedgate.schedules.hourly.seeds[0].parameters.limit", "5"));
        properties.putAll(more);
        SeedgateConfig config = Configs.config(properties);
        HttpLimits limits =
                new HttpLimits(Duration.ofSeconds(30), Duration.ofSeconds(30), 100, 10, 10, 10, 10, 1_000_000);
        ReadModel readModel = ReadModel.start(
                new ReadModel.Settings(topics.kafka(), topics.names(), Policy.DEFAULT, 100, Duration.ofSeconds(30)));
        parts.add(readModel);
        Intake intake = Intake.start(
                new Intake.Settings(topics.kafka(), topics.names(), () -> Catalog.load(CATALOG), config, limits),
                readModel);
        parts.add(intake);
        ScheduleRunner runner = ScheduleRunner.start(config, intake, readModel, () -> now);
        parts.add(runner);
        runners.add(runner);
        await().atMost(PATIENCE).until(readModel::isReady);
        return readModel;
    }

    private void awaitPosted(int requests) {
        await("that " + requests + " requests are posted")
                .atMost(PATIENCE)
                .until(() -> distinct().size() >= requests);
    }

    /** Until every replica has done all there was to do by now. */
    private void awaitLookedAt() {
        Instant upTo = now;
        await("that all have looked at the clock")
                .atMost(PATIENCE)
                .until(() -> runners.stream().allMatch(runner -> runner.hasLookedAt(upTo)));
    }

    /** What two replicas posted under the same id is the same to the ledger. */
    private List<SeedRequest> distinct() {
        Map<String, SeedRequest> byId = new HashMap<>();
        topics.requests().forEach(request -> byId.putIfAbsent(request.id(), request));
        return List.copyOf(byId.values());
    }
}
