package dev.seedgate.admission.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class InputOffsetsTest {
    private static final InputOffsets EARLIER = new InputOffsets(Map.of("a", 1L, "b", 2L, "c", 3L));

    @Test
    void tellsOnlyWhatHasMoved() {
        assertThat(new InputOffsets(Map.of("a", 1L, "b", 7L, "c", 8L)).movedSince(EARLIER))
                .isEqualTo(new InputOffsets(Map.of("b", 7L, "c", 8L)));
    }

    @Test
    void tellsOneWhereNoneHasMovedForATransactionMustHaveSome() {
        assertThat(EARLIER.movedSince(EARLIER)).isEqualTo(new InputOffsets(Map.of("a", 1L)));
    }

    @Test
    void tellsAllWhereNothingWasDecidedBefore() {
        assertThat(EARLIER.movedSince(InputOffsets.NONE)).isEqualTo(EARLIER);
    }
}
