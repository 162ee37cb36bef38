package dev.seedgate.admission.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.protocol.BudgetFigures;
import dev.seedgate.protocol.TokenEvent;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class JournalsTest {
    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    private static final int KEPT = 300;

    private final Journals journals = new Journals();

    @Test
    void aReaderIsToldWhatHeHasNotReadInOrderOfTime() {
        add("main", 0, 10, 1, "request-queued");
        add("other", 1, 5, 2, "request-queued");
        add("main", 0, 11, 3, "request-queued");

        assertThat(offsets(JournalPosition.BEGINNING, JournalsTest::all)).containsExactly(10L, 5L, 11L);
        assertThat(offsets(position("0-11"), JournalsTest::all)).containsExactly(5L, 11L);
        assertThat(offsets(position("0-11.1-6"), JournalsTest::all)).containsExactly(11L);
        assertThat(offsets(JournalPosition.BEGINNING, "other"::equals)).containsExactly(5L);
    }

    @Test
    void whoMissedWhatIsNoLongerKeptIsToldSo() {
        for (int line = 0; line <= KEPT; line++) {
            add("main", 0, line, line, "request-queued");
        }

        assertThat(journals.since(position("0-1"), JournalsTest::all).complete())
                .isTrue();
        assertThat(journals.since(position("0-1"), JournalsTest::all).lines()).hasSize(KEPT);
        assertThat(journals.since(JournalPosition.BEGINNING, JournalsTest::all).complete())
                .isFalse();
    }

    @Test
    void whoStoppedBeforeThisReplicaBeganToReadMayHaveMissedSomething() {
        add("main", 0, 5_000, 1, "request-queued");

        assertThat(journals.since(position("0-5000"), JournalsTest::all).complete())
                .isTrue();
        assertThat(journals.since(position("0-4999"), JournalsTest::all).complete())
                .isFalse();
    }

    @Test
    void momentsAreKeptLongerThanLines() {
        add("main", 0, 0, 0, "cluster-held");
        for (int line = 1; line <= KEPT; line++) {
            add("main", 0, line, line, "request-queued");
        }

        assertThat(journals.moments("main")).extracting(TokenEvent::event).containsExactly("cluster-held");
        assertThat(journals.moments("nobody")).isEmpty();
    }

    @Test
    void aPositionGoesThroughAHeader() {
        JournalPosition position = position("0-17.3-4711");

        assertThat(position.text()).isEqualTo("0-17.3-4711");
        for (String other : List.of("", "17", "0-", "-5", "0--5", "0-1,3-4", "x-1", "0-1.")) {
            assertThat(JournalPosition.of(other)).as(other).isEmpty();
        }
    }

    private static boolean all(String anyCluster) {
        return true;
    }

    private List<Long> offsets(JournalPosition position, Predicate<String> clusters) {
        return journals.since(position, clusters).lines().stream()
                .map(JournalLine::offset)
                .toList();
    }

    private static JournalPosition position(String text) {
        return JournalPosition.of(text).orElseThrow();
    }

    private void add(String cluster, int partition, long offset, int second, String event) {
        Instant at = T0.plusSeconds(second);
        var line =
                new TokenEvent(cluster, offset, at, event, null, null, null, null, null, null, BudgetFigures.of(8, 0));
        journals.add(new JournalLine(partition, offset, cluster, at, "{}"), line);
    }
}
