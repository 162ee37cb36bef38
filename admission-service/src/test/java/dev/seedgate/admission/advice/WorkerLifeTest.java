package dev.seedgate.admission.advice;

import static dev.seedgate.admission.advice.Lines.WORKER;
import static dev.seedgate.admission.advice.Lines.at;
import static dev.seedgate.admission.advice.Lines.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.core.advice.History.WorkerSlots;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerLifeTest {
    private static WorkerSlots slots(double at, int slots) {
        return new WorkerSlots(at(at), WORKER, slots);
    }

    /** Events with their times, in seconds. */
    private static List<WorkerSlots> of(Object... timesAndEvents) {
        var first = line(0, (String) timesAndEvents[1]);
        WorkerLife life = new WorkerLife(WORKER, first);
        for (int i = 0; i < timesAndEvents.length; i += 2) {
            life.line(line(((Number) timesAndEvents[i]).doubleValue(), (String) timesAndEvents[i + 1]));
        }
        return life.moments(at(0), at(1_000));
    }

    @Test
    void aSlotIsThereWhileItWaitsAndWhileItRuns() {
        assertThat(of(10, "bid-opened", 11, "bid-opened", 20, "token-granted", 500, "bid-closed"))
                .containsExactly(slots(10, 1), slots(11, 2), slots(500, 1));
    }

    @Test
    void betweenARunAndTheNextBidItIsThereAsWell() {
        assertThat(of(10, "bid-opened", 20, "token-granted", 30, "token-released", 30.5, "bid-opened"))
                .containsExactly(slots(10, 1));
    }

    @Test
    void oneThatBidsNoMoreIsGoneSinceItsRunEnded() {
        assertThat(of(10, "bid-opened", 20, "token-granted", 30, "token-released", 90, "bid-opened"))
                .containsExactly(slots(10, 1), slots(30, 0), slots(90, 1));
        assertThat(of(10, "bid-opened", 20, "token-granted", 30, "token-reclaimed"))
                .containsExactly(slots(10, 1), slots(30, 0));
    }

    @Test
    void oneThatWasThereBeforeTheJournalBeginsHadAllItsSlotsThen() {
        assertThat(of(20, "token-granted", 40, "token-granted", 50, "token-released", 51, "bid-opened"))
                .containsExactly(slots(0, 2));
    }
}
