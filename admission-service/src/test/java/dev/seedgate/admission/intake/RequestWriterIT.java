package dev.seedgate.admission.intake;

import static dev.seedgate.admission.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.seedgate.admission.LedgerTopics;
import dev.seedgate.localstack.LocalStack;
import dev.seedgate.localstack.LocalStackConfig;
import dev.seedgate.localstack.broker.Broker;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.Topic;
import dev.seedgate.protocol.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestWriterIT {
    private static final Duration BOUND = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static LocalStack stack;
    private static Broker broker;

    private LedgerTopics topics;
    private RequestWriter writer;

    @BeforeAll
    static void startBroker() {
        stack = LocalStack.start(LocalStackConfig.forTests().withoutPostgres());
        broker = stack.broker();
    }

    @AfterAll
    static void stopBroker() {
        stack.close();
    }

    @BeforeEach
    void topicsOfItsOwn() {
        broker.start();
        topics = LedgerTopics.create(broker.bootstrapServers(), new TopicNames("t" + System.nanoTime() + "."));
        writer = new RequestWriter(topics.kafka(), topics.names(), BOUND);
    }

    @AfterEach
    void close() {
        writer.close();
        topics.close();
    }

    @Test
    void whatIsWrittenIsCommittedWhenTheWriteReturns() throws Exception {
        List<SeedRequest> batch =
                Stream.of("a", "b", "c").map(id -> request(id, 2, 0)).toList();

        write(batch);

        assertThat(topics.requests()).containsExactlyElementsOf(batch);
    }

    @Test
    void manyWritersAtOnceLoseNothingAndWriteNothingTwice() throws Exception {
        List<Future<?>> writes = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                SeedRequest request = request("r-" + i, 2, i);
                writes.add(threads.submit(() -> {
                    write(List.of(request));
                    return null;
                }));
            }
            for (Future<?> write : writes) {
                write.get();
            }
        }

        assertThat(topics.requests()).hasSize(200).doesNotHaveDuplicates();
    }

    @Test
    void whatTheBrokerDidNotTakeInTimeNeverAppears() throws Exception {
        write(List.of(request("before", 2, 0)));
        broker.kill();

        long start = System.nanoTime();
        assertThatThrownBy(() -> write(List.of(request("lost-1", 2, 1), request("lost-2", 2, 1))))
                .asInstanceOf(InstanceOfAssertFactories.type(NotWrittenException.class))
                .returns(false, NotWrittenException::inDoubt);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND.plusSeconds(2));

        broker.start();
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            write(List.of(request("after", 2, 2)));
            return true;
        });
        assertThat(ids()).startsWith("before").contains("after").doesNotContain("lost-1", "lost-2");
    }

    @Test
    void aBatchIsThereAsAWholeOrNotAtAllWheneverTheBrokerDies() throws Exception {
        List<String> confirmed = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> posters = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    String batch = "b" + round + "-" + i;
                    posters.add(threads.submit(() -> post(batch, confirmed, refused)));
                }
                broker.kill();
                for (Future<?> poster : posters) {
                    poster.get();
                }
            }
            broker.start();
            await().atMost(PATIENCE).until(writer::isConnected);
        }

        List<String> written = ids();
        assertThat(written).doesNotHaveDuplicates();
        assertThat(written).containsAll(elements(confirmed));
        assertThat(written).doesNotContainAnyElementsOf(elements(refused));
        assertThat(written.stream()
                        .map(id -> id.substring(0, id.indexOf('/')))
                        .distinct()
                        .toList())
                .allSatisfy(batch -> assertThat(written).containsAll(elements(List.of(batch))));
    }

    @Test
    void startsWithoutABrokerAndConnectsWhenThereIsOne() {
        broker.stop();
        try (RequestWriter early = new RequestWriter(topics.kafka(), topics.names(), Duration.ofSeconds(1))) {
            assertThatThrownBy(() -> early.write(List.of(new Message(Topic.SEED_REQUESTS, "main", "x"))))
                    .isInstanceOf(NotWrittenException.class);
            assertThat(early.isConnected()).isFalse();

            broker.start();

            await().atMost(PATIENCE).until(early::isConnected);
        }
    }

    private void post(String batch, List<String> confirmed, List<String> refused) {
        List<SeedRequest> requests =
                elements(List.of(batch)).stream().map(id -> request(id, 2, 0)).toList();
        try {
            write(requests);
            synchronized (confirmed) {
                confirmed.add(batch);
            }
        } catch (NotWrittenException e) {
            if (!e.inDoubt()) {
                synchronized (refused) {
                    refused.add(batch);
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> elements(List<String> batches) {
        return batches.stream()
                .flatMap(batch -> IntStream.range(0, 5).mapToObj(i -> batch + "/" + i))
                .toList();
    }

    private void write(List<SeedRequest> requests) throws NotWrittenException, InterruptedException {
        writer.write(requests.stream()
                .map(request -> new Message(Topic.SEED_REQUESTS, request.cluster(), request))
                .toList());
    }

    private List<String> ids() {
        return topics.requests().stream().map(SeedRequest::id).toList();
    }
}
