package dev.seedgate.admission.loop;

import static dev.seedgate.admission.loop.Loops.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.seedgate.protocol.DeadLetter;
import dev.seedgate.protocol.Reply;
import dev.seedgate.protocol.SeedOutcome;
import dev.seedgate.protocol.SeedState;
import dev.seedgate.protocol.Topic;
import dev.seedgate.protocol.UnreadableRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the loop does for one owner on a real broker. */
class LedgerLoopIT {
    @Test
    void aRequestAndABidMeetAndTheReleaseFreesTheSlots() {
        try (Loops loops = new Loops("main")) {
            loops.start();
            Wire wire = loops.wire();
            wire.observe("main", 8, 0);
            wire.submit("main", "r1", 2);
            wire.bid("main", "b1", Wire.worker("w1"));

            Reply.Grant grant = onlyGrant(wire);
            wire.renew(grant.token(), grant.worker());
            wire.release(grant, new SeedOutcome.Succeeded(7, false));

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(wire.statuses("r1"))
                            .extracting(status -> status.state())
                            .containsExactly(SeedState.QUEUED, SeedState.RUNNING, SeedState.SUCCEEDED));
            assertThat(grant.connections()).isEqualTo(2);
            assertThat(wire.journal().getLast().budget().charged()).isZero();
        }
    }

    @Test
    void aRecordThatCannotBeReadIsPutAsideWithItsCauseAndTheLoopGoesOn() {
        try (Loops loops = new Loops("main")) {
            loops.start();
            Wire wire = loops.wire();
            wire.sendRaw(Topic.SEED_REQUESTS, "main", "{\"id\":".getBytes(StandardCharsets.UTF_8));
            wire.sendRaw(Topic.TOKEN_RELEASES, "main", "{\"cluster\":\"main\"}".getBytes(StandardCharsets.UTF_8));
            wire.submit("elsewhere", "r0", 2);
            wire.observe("main", 8, 0);
            wire.submit("main", "r1", 2);
            wire.bid("main", "b1", Wire.worker("w1"));

            assertThat(onlyGrant(wire).request().id()).isEqualTo("r1");
            List<UnreadableRecord> aside = wire.read(Topic.ADMISSION_DEAD_LETTERS, UnreadableRecord.class);
            assertThat(aside)
                    .extracting(UnreadableRecord::error)
                    .anyMatch(error -> error.contains("not valid JSON"))
                    .anyMatch(error -> error.contains("disconnected is missing"))
                    .anyMatch(error -> error.contains("'elsewhere' is not configured"));
        }
    }

    @Test
    void aCancelThatIsReadBeforeItsRequestStillCancelsIt() {
        try (Loops loops = new Loops("main")) {
            loops.start();
            Wire wire = loops.wire();
            wire.cancel("main", "r1");
            await().atMost(PATIENCE)
                    .until(() -> wire.journalOf("cancel-remembered").contains("r1"));

            wire.submit("main", "r1", 2);

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(wire.statuses("r1"))
                            .last()
                            .extracting(status -> status.state())
                            .isEqualTo(SeedState.CANCELLED));
        }
    }

    @Test
    void theSameRequestTwiceIsOneRequestAlsoAfterItFinished() {
        try (Loops loops = new Loops("main")) {
            loops.start();
            Wire wire = loops.wire();
            wire.observe("main", 8, 0);
            wire.submit("main", "r1", 2);
            wire.submit("main", "r1", 2);
            wire.bid("main", "b1", Wire.worker("w1"));
            wire.release(onlyGrant(wire), new SeedOutcome.Succeeded(7, false));
            await().atMost(PATIENCE)
                    .until(() -> !wire.journalOf("request-succeeded").isEmpty());

            wire.submit("main", "r1", 2);
            wire.bid("main", "b2", Wire.worker("w1"));
            wire.submit("main", "r2", 2);

            await().atMost(PATIENCE).until(() -> wire.grants().size() == 2);
            assertThat(wire.grants()).extracting(grant -> grant.request().id()).containsExactly("r1", "r2");
        }
    }

    @Test
    void aNewProcessUnderAnOldNameDrainsWhatTheOldOneHeldAndTheRequestRunsAgain() {
        try (Loops loops = new Loops("main")) {
            loops.start();
            Wire wire = loops.wire();
            wire.observe("main", 2, 0);
            wire.submit("main", "r1", 2);
            wire.bid("main", "b1", Wire.worker("w1"));
            Reply.Grant first = onlyGrant(wire);
            wire.renew(first.token(), first.worker());

            var reborn = new dev.seedgate.protocol.WorkerId("w1", "second-life");
            wire.announce("main", reborn);
            wire.bid("main", "b2", reborn);

            await().atMost(PATIENCE).until(() -> wire.journalOf("token-drained").contains(first.token()));
            assertThat(wire.grants())
                    .as("nothing is free before PostgreSQL shows none")
                    .hasSize(1);
            wire.observe(2, loops.view("main"));
            await().atMost(PATIENCE).until(() -> wire.grants().size() == 2);
            assertThat(wire.grants().getLast().request().id()).isEqualTo("r1");
            assertThat(wire.grants().getLast().fence()).isGreaterThan(first.fence());
        }
    }

    @Test
    void aRequestThatLosesItsWorkerAgainAndAgainBecomesADeadLetterThatSaysSo() {
        try (Loops loops = new Loops("main")) {
            loops.start();
            Wire wire = loops.wire();
            wire.observe("main", 2, 0);
            wire.submit("main", "r1", 2);

            for (int life = 1;
                    wire.read(Topic.SEED_DEAD_LETTERS, DeadLetter.class).isEmpty();
                    life++) {
                assertThat(life).as("lives until it is given up").isLessThanOrEqualTo(5);
                var worker = new dev.seedgate.protocol.WorkerId("w1", "life-" + life);
                wire.announce("main", worker);
                wire.bid("main", "b" + life, worker);
                int granted = life;
                await().atMost(PATIENCE).until(() -> {
                    wire.observe(2, loops.view("main"));
                    return wire.grants().size() == granted;
                });
                wire.renew(wire.grants().getLast().token(), worker);
                await().atMost(PATIENCE)
                        .until(() -> wire.journalOf("token-claimed").size() == granted);
                wire.announce("main", new dev.seedgate.protocol.WorkerId("w1", "crash-" + life));
                await().atMost(PATIENCE).until(() -> {
                    wire.observe(2, loops.view("main"));
                    return wire.journalOf("token-reclaimed").size() == granted;
                });
            }

            DeadLetter letter =
                    wire.read(Topic.SEED_DEAD_LETTERS, DeadLetter.class).getFirst();
            assertThat(letter.error()).contains("worker");
            assertThat(letter.interruptions()).isEqualTo(5);
        }
    }

    static Reply.Grant onlyGrant(Wire wire) {
        await().atMost(PATIENCE).until(() -> !wire.grants().isEmpty());
        return wire.grants().getFirst();
    }
}
