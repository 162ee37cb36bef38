package dev.seedgate.admission.loop;

import static dev.seedgate.admission.loop.LedgerLoopIT.onlyGrant;
import static dev.seedgate.admission.loop.Loops.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.seedgate.admission.ledger.EntityJson;
import dev.seedgate.admission.ledger.LedgerView;
import dev.seedgate.core.Policy;
import dev.seedgate.core.TenantShares;
import dev.seedgate.core.UseThresholds;
import dev.seedgate.core.ledger.ClusterState;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.protocol.Reply;
import dev.seedgate.protocol.SeedOutcome;
import dev.seedgate.protocol.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

/** Who owns a ledger, and what a change of the owner may never do: the ownership rules, each on a real broker. */
class OwnershipIT {
    private static final Policy SHORT_LEASES = new Policy(
            Duration.ofSeconds(8),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(30),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            5,
            Duration.ofHours(1),
            Duration.ofHours(1),
            Duration.ofHours(1),
            Duration.ofSeconds(30),
            TenantShares.EQUAL,
            UseThresholds.DEFAULT);

    @Test
    void aReplicaThatCouldNotLookAfterLedgersTakesThemFromNobody() {
        AtomicBoolean prepared = new AtomicBoolean();
        AtomicInteger asked = new AtomicInteger();
        try (Loops loops = new Loops("main")) {
            LedgerLoop first = loops.start();
            await().atMost(PATIENCE).until(() -> first.owned().size() == Loops.PARTITIONS);
            LedgerLoop second = loops.start(() -> {
                asked.incrementAndGet();
                return prepared.get();
            });
            Wire wire = loops.wire();
            wire.observe("main", 8, 0);
            wire.submit("main", "r1", 2);
            wire.bid("main", "b1", Wire.worker("w1"));
            onlyGrant(wire);
            await().atMost(PATIENCE).until(() -> asked.get() >= 3);

            assertThat(second.isAlive()).isTrue();
            assertThat(second.isMember()).isFalse();
            assertThat(first.owned()).hasSize(Loops.PARTITIONS);

            prepared.set(true);
            await().atMost(PATIENCE).until(() -> !second.owned().isEmpty());
        }
    }

    @Test
    void aPausedOwnerCannotCommitAfterItsSuccessorHasRebuilt() {
        Pause pause = new Pause(Loops.partition("main"));
        try (Loops loops = new Loops("main").expelAfter(Duration.ofSeconds(3))) {
            loops.start(pause);
            Wire wire = loops.wire();
            wire.observe("main", 8, 0);
            wire.submit("main", "r1", 2);
            await().atMost(PATIENCE)
                    .until(() -> !wire.journalOf("request-queued").isEmpty());
            pause.arm();
            wire.bid("main", "b1", Wire.worker("w1"));
            pause.awaitPaused();

            loops.start();
            wire.observe("main", 8, 0);
            Reply.Grant bySuccessor = onlyGrant(wire);
            pause.end();

            wire.submit("main", "r2", 2);
            wire.bid("main", "b2", Wire.worker("w2"));
            await().atMost(PATIENCE).until(() -> wire.grants().size() >= 2);
            assertThat(wire.grants()).extracting(Reply.Grant::bid).containsExactly("b1", "b2");
            assertThat(wire.grants()).extracting(Reply.Grant::fence).doesNotHaveDuplicates();
            assertThat(wire.grants().getFirst()).isEqualTo(bySuccessor);
        }
    }

    @Test
    void whatADeadOwnerLeftOpenIsAbortedBeforeTheLedgerIsRead() throws Exception {
        try (Loops loops = new Loops("main");
                KafkaProducer<byte[], byte[]> dead = loops.formerOwner("main")) {
            dead.initTransactions();
            dead.beginTransaction();
            ClusterState neverCommitted = new ClusterState(50, 50, 50, Instant.now(), null, null, null, List.of());
            dead.send(new ProducerRecord<>(
                            loops.topics().of(Topic.ADMISSION_LEDGER),
                            Loops.partition("main"),
                            EntityJson.key("main", neverCommitted.key()).getBytes(StandardCharsets.UTF_8),
                            EntityJson.write(neverCommitted)))
                    .get();

            loops.start();
            Wire wire = loops.wire();
            wire.observe("main", 8, 0);
            wire.submit("main", "r1", 2);
            wire.bid("main", "b1", Wire.worker("w1"));

            assertThat(onlyGrant(wire).fence()).isEqualTo(1);
            assertThatThrownBy(dead::commitTransaction).isInstanceOf(KafkaException.class);
        }
    }

    @Test
    void aMemberThatHasLeftTheGroupCannotCommitEvenWhereNobodyTookOver() {
        Pause pause = new Pause(Loops.partition("main"));
        try (Loops loops = new Loops("main").expelAfter(Duration.ofSeconds(2))) {
            LedgerLoop loop = loops.start(pause);
            Wire wire = loops.wire();
            wire.observe("main", 8, 0);
            wire.submit("main", "r1", 2);
            await().atMost(PATIENCE)
                    .until(() -> !wire.journalOf("request-queued").isEmpty());
            pause.arm();
            wire.bid("main", "b1", Wire.worker("w1"));
            pause.awaitPaused();
            await().atMost(PATIENCE).until(() -> loops.members() == 0);
            int before = pause.transactions();
            wire.observe("main", 8, 0);
            pause.end();

            Reply.Grant grant = onlyGrant(wire);

            assertThat(pause.transactions())
                    .as("the first transaction was refused, and the bid decided again")
                    .isGreaterThan(before);
            assertThat(wire.grants()).containsExactly(grant);
            assertThat(loop.isAlive()).isTrue();
        }
    }

    @Test
    void aStandbyAnswersTheBidsThatTheOldOwnerLeftWaiting() {
        try (Loops loops = new Loops("main")) {
            LedgerLoop first = loops.start();
            Wire wire = loops.wire();
            wire.observe("main", 8, 0);
            wire.bid("main", "b1", Wire.worker("w1"));
            await().atMost(PATIENCE)
                    .until(() -> wire.journal().stream()
                            .anyMatch(line -> line.event().equals("bid-opened")));
            first.close();

            loops.start();
            wire.observe("main", 8, 0);
            wire.submit("main", "r1", 2);

            assertThat(onlyGrant(wire).bid()).isEqualTo("b1");
        }
    }

    @Test
    void nothingIsDecidedTwiceThoughTheBrokerKnowsNothingOfTheGroup() {
        try (Loops loops = new Loops("main")) {
            LedgerLoop first = loops.start();
            Wire wire = loops.wire();
            wire.sendRaw(Topic.SEED_REQUESTS, "main", "no request".getBytes(StandardCharsets.UTF_8));
            wire.observe("main", 8, 0);
            wire.submit("main", "r1", 2);
            wire.bid("main", "b1", Wire.worker("w1"));
            wire.release(onlyGrant(wire), new SeedOutcome.Succeeded(1, false));
            await().atMost(PATIENCE)
                    .until(() -> !wire.journalOf("request-succeeded").isEmpty());
            first.close();

            loops.anotherGroup().start();
            wire.observe("main", 8, 0);
            wire.submit("main", "r2", 2);
            wire.bid("main", "b2", Wire.worker("w2"));
            await().atMost(PATIENCE).until(() -> wire.grants().size() >= 2);

            assertThat(wire.grants()).extracting(Reply.Grant::bid).containsExactly("b1", "b2");
            assertThat(wire.records(Topic.ADMISSION_DEAD_LETTERS)).hasSize(1);
        }
    }

    @Test
    void aNewOwnerKnowsWhatIsChargedAndNeverGivesAFenceTwice() {
        try (Loops loops = new Loops("main")) {
            Set<Long> fences = new HashSet<>();
            Wire wire = loops.wire();
            wire.observe("main", 2, 0);
            for (int owner = 1; owner <= 4; owner++) {
                LedgerLoop loop = loops.start();
                wire.observe("main", 2, 0);
                wire.submit("main", "r" + owner, 2);
                wire.bid("main", "b" + owner, Wire.worker("w" + owner));
                int granted = owner;
                await().atMost(PATIENCE).until(() -> wire.grants().size() == granted);
                fences.add(wire.grants().getLast().fence());
                loop.close();
                wire.release(wire.grants().getLast(), new SeedOutcome.Succeeded(1, false));
            }
            assertThat(fences).hasSize(4);
            assertThat(wire.journal())
                    .allSatisfy(line -> assertThat(line.budget().charged()).isBetween(0, 2));
        }
    }

    @Test
    void leasesThatWereRenewedWhileNobodyOwnedTheLedgerAreNotOver() {
        try (Loops loops = new Loops("main")) {
            LedgerLoop first = loops.start();
            Wire wire = loops.wire();
            wire.observe("main", 8, 0);
            wire.submit("main", "r1", 2);
            wire.bid("main", "b1", Wire.worker("w1"));
            Reply.Grant grant = onlyGrant(wire);
            wire.renew(grant.token(), grant.worker());
            await().atMost(PATIENCE)
                    .until(() -> !wire.journalOf("token-claimed").isEmpty());
            first.close();

            Instant muchLater = Instant.now().plus(Duration.ofHours(1));
            loops.time(new LoopSettings.Time(() -> muchLater, System::nanoTime)).start();

            wire.observe("main", 8, 0);
            wire.submit("main", "r2", 2);
            wire.bid("main", "b2", Wire.worker("w2"));
            await().atMost(PATIENCE).until(() -> wire.grants().size() == 2);
            assertThat(wire.journalOf("token-drained")).isEmpty();
            assertThat(wire.journalOf("token-suspected")).isEmpty();
        }
    }

    @Test
    void noLeaseEndsWhileItsRenewalLiesUnreadBehindThousandsOfOtherRecords() {
        Pause pause = new Pause(Loops.partition("main"));
        try (Loops loops = new Loops("main").policy(SHORT_LEASES)) {
            loops.start(pause);
            Wire wire = loops.wire();
            wire.observe("main", 8, 0);
            wire.submit("main", "r1", 2);
            wire.bid("main", "b1", Wire.worker("w1"));
            Reply.Grant grant = onlyGrant(wire);
            wire.renew(grant.token(), grant.worker());
            Instant end = awaitLeaseAfter(loops, Instant.MIN);
            pause.arm();
            wire.submit("main", "r2", 2);
            pause.awaitPaused();
            LedgerView before = loops.view("main");
            await().atMost(PATIENCE)
                    .until(() -> before.timeAt(System.nanoTime()).isAfter(end));
            wire.crowd("main", Membership.MAX_POLL_RECORDS + 100);
            wire.renew(grant.token(), grant.worker());
            pause.end();

            awaitLeaseAfter(loops, end);

            assertThat(wire.journalOf("token-drained")).isEmpty();
        }
    }

    private static Instant awaitLeaseAfter(Loops loops, Instant earlier) {
        return await().atMost(PATIENCE)
                .until(
                        () -> loops.view("main").tokens().stream()
                                .flatMap(OwnershipIT::leaseUntil)
                                .findFirst()
                                .orElse(Instant.MIN),
                        leaseUntil -> leaseUntil.isAfter(earlier));
    }

    /** On a busy machine the next renewal is late as soon as this one is read. */
    private static Stream<Instant> leaseUntil(Token token) {
        return switch (token) {
            case Token.Active active -> Stream.of(active.leaseUntil());
            case Token.Suspect suspect -> Stream.of(suspect.leaseUntil());
            case Token.Granted granted -> Stream.of();
            case Token.Draining draining -> Stream.of();
        };
    }

    @Test
    void everyPartitionIsDecidedByOneMemberOnAllInputsHoweverManyJoin() {
        List<String> clusters = List.of("main", "second", "third", "fourth", "fifth");
        try (Loops loops = new Loops(clusters.toArray(String[]::new))) {
            LedgerLoop first = loops.start();
            LedgerLoop second = loops.start();
            LedgerLoop third = loops.start();
            await().atMost(PATIENCE)
                    .until(() -> first.owned().size() == 1
                            && second.owned().size() == 1
                            && third.owned().size() == 1);
            Wire wire = loops.wire();
            for (String cluster : clusters) {
                wire.observe(cluster, 8, 0);
                wire.submit(cluster, "r-" + cluster, 2);
                wire.bid(cluster, "b-" + cluster, Wire.worker("w-" + cluster));
            }

            await().atMost(PATIENCE).until(() -> wire.grants().size() == clusters.size());
            second.close();
            third.close();
            await().atMost(PATIENCE).until(() -> first.owned().size() == Loops.PARTITIONS);
            wire.grants().forEach(grant -> wire.release(grant, new SeedOutcome.Succeeded(1, false)));
            await().atMost(PATIENCE)
                    .until(() -> wire.journalOf("request-succeeded").size() == clusters.size());
        }
    }

    /** Stops a loop between a transaction's last send and its offsets. */
    private static final class Pause implements IntConsumer {
        private final int partition;
        private final AtomicInteger transactions = new AtomicInteger();
        private final CountDownLatch paused = new CountDownLatch(1);
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile boolean armed;

        Pause(int partition) {
            this.partition = partition;
        }

        void arm() {
            armed = true;
        }

        void awaitPaused() {
            await().atMost(PATIENCE).until(() -> paused.getCount() == 0);
        }

        void end() {
            ended.countDown();
        }

        int transactions() {
            return transactions.get();
        }

        @Override
        public void accept(int committing) {
            if (committing != partition || !armed) {
                return;
            }
            transactions.incrementAndGet();
            paused.countDown();
            try {
                ended.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
