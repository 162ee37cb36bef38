package dev.seedgate.admission.readmodel;

import static dev.seedgate.admission.Requests.progress;
import static dev.seedgate.admission.Requests.queued;
import static dev.seedgate.admission.Requests.request;
import static dev.seedgate.admission.Requests.seen;
import static dev.seedgate.admission.Requests.status;
import static dev.seedgate.admission.Requests.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.seedgate.admission.LedgerTopics;
import dev.seedgate.core.Policy;
import dev.seedgate.core.ledger.EntityKey;
import dev.seedgate.localstack.SharedLocalStack;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.SeedState;
import dev.seedgate.protocol.Topic;
import dev.seedgate.protocol.TopicNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadModelIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final SeedFilter ALL = new SeedFilter(null, null, null, null, null);

    private LedgerTopics topics;
    private ReadModel readModel;

    @BeforeEach
    void start() {
        topics = LedgerTopics.create(
                SharedLocalStack.get().broker().bootstrapServers(), new TopicNames("t" + UUID.randomUUID() + "."));
        readModel = another();
    }

    @AfterEach
    void close() {
        readModel.close();
        topics.close();
    }

    @Test
    void aSeedIsFoundAsSoonAsItIsWritten() {
        for (int i = 0; i < 50; i++) {
            topics.request(request("r-" + i, 2, i));

            assertThat(readModel.seed("r-" + i)).isPresent();
        }
    }

    @Test
    void aListShowsWhatThisReplicaHasAccepted() {
        for (int i = 1; i <= 20; i++) {
            topics.request(request("r-" + i, 2, i));
            readModel.noteWrite();

            assertThat(readModel.seeds(ALL, 100, null).total()).isEqualTo(i);
        }
    }

    @Test
    void anUnknownSeedIsSaidNotToExistOnlyAfterCatchingUp() {
        assertThat(readModel.seed("nobody")).isEmpty();
    }

    @Test
    void aReplicaThatStartsLaterShowsTheSame() {
        SeedRequest running = request("running", 2, 1);
        topics.request(request("accepted", 2, 0));
        topics.request(running);
        topics.status("main", status(running, SeedState.RUNNING, "main-1"));
        topics.status("main", progress("running", "main-1", 7));
        topics.status("main", status(request("done", 2, 2), SeedState.SUCCEEDED, "main-0"));
        topics.entity("main", seen());
        topics.entity("main", queued(request("queued", 2, 3), 1));
        topics.status("main", status(request("queued", 2, 3), SeedState.QUEUED, null));
        topics.entity("main", token(1, "running", 2));
        topics.entity("main", token(2, "gone", 2));
        topics.gone("main", EntityKey.token("main-2"));
        readModel.noteWrite();
        SeedPage before = readModel.seeds(ALL, 100, null);
        assertThat(before.total()).isEqualTo(4);
        assertThat(readModel.cluster("main").charged()).isEqualTo(2);

        try (ReadModel later = another()) {
            // but for the waits, whose estimates are as of the moment of the question
            assertThat(entries(later.seeds(ALL, 100, null))).isEqualTo(entries(before));
            assertThat(later.cluster("main")).isEqualTo(readModel.cluster("main"));
            assertThat(later.tokens()).isEqualTo(readModel.tokens()).hasSize(1);
            assertThat(later.largestPossible("main")).hasValue(8);
        }
    }

    @Test
    void aRecordThatCannotBeReadHidesNothing() {
        topics.write(Topic.SEED_STATUS, "main", "bad", "no json".getBytes(StandardCharsets.UTF_8));
        topics.write(Topic.ADMISSION_LEDGER, "main", "nonsense", new byte[] {1, 2, 3});
        topics.write(Topic.SEED_REQUESTS, "main", "main", null);
        topics.request(request("good", 2, 0));

        assertThat(readModel.seed("good")).isPresent();
    }

    @Test
    void aTombstoneOfAStatusRemovesTheSeed() {
        topics.status("main", status(request("a", 2, 0), SeedState.SUCCEEDED, null));
        assertThat(readModel.seed("a")).isPresent();

        topics.write(Topic.SEED_STATUS, "main", "a", null);
        readModel.noteWrite();

        assertThat(readModel.seeds(ALL, 100, null).total()).isZero();
    }

    @Test
    void pagesFollowEachOtherWithoutGapsWhileNewSeedsCome() {
        for (int i = 0; i < 5; i++) {
            topics.request(request("r-" + i, 2, i));
        }
        readModel.noteWrite();

        SeedPage first = readModel.seeds(ALL, 2, null);
        topics.request(request("newer", 2, 9));
        readModel.noteWrite();
        SeedPage second = readModel.seeds(ALL, 2, first.next());
        SeedPage third = readModel.seeds(ALL, 2, second.next());

        assertThat(ids(first)).containsExactly("r-4", "r-3");
        assertThat(ids(second)).containsExactly("r-2", "r-1");
        assertThat(ids(third)).containsExactly("r-0");
        assertThat(third.next()).isNull();
        assertThat(third.total()).isEqualTo(6);
    }

    @Test
    void untilEverythingIsReadNothingIsAnswered() {
        TopicNames none = new TopicNames("missing-" + UUID.randomUUID() + ".");
        try (ReadModel blind = ReadModel.start(
                new ReadModel.Settings(topics.kafka(), none, Policy.DEFAULT, 100, Duration.ofMillis(200)))) {
            assertThat(blind.isReady()).isFalse();
            assertThatThrownBy(() -> blind.seed("a")).isInstanceOf(BehindException.class);
            assertThatThrownBy(blind::tokens).isInstanceOf(BehindException.class);
            assertThat(blind.largestPossible("main")).isEmpty();
        }
    }

    private static List<SeedEntry> entries(SeedPage page) {
        return page.seeds().stream().map(SeedSnapshot::entry).toList();
    }

    private ReadModel another() {
        ReadModel started = ReadModel.start(
                new ReadModel.Settings(topics.kafka(), topics.names(), Policy.DEFAULT, 100, Duration.ofSeconds(20)));
        await().atMost(PATIENCE).until(started::isReady);
        return started;
    }

    private static List<String> ids(SeedPage page) {
        return page.seeds().stream().map(seed -> seed.entry().request().id()).toList();
    }
}
