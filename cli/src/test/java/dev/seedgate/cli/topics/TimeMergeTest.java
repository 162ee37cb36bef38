package dev.seedgate.cli.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TimeMergeTest {
    private final TimeMerge<String, Integer> merge = new TimeMerge<>(List.of("a", "b"), Instant::ofEpochSecond);

    @Test
    void bringsWhatWasReadIntoTheOrderOfTime() {
        merge.add("a", 1);
        merge.add("a", 4);
        merge.add("b", 2);
        merge.add("b", 3);

        assertThat(merge.ready(Set.of())).containsExactly(1, 2, 3, 4);
        assertThat(merge.ready(Set.of())).isEmpty();
    }

    @Test
    void keepsWhatSomethingEarlierMayComeBefore() {
        merge.add("a", 1);
        merge.add("a", 4);

        assertThat(merge.ready(Set.of("b"))).isEmpty();
        merge.add("b", 2);
        assertThat(merge.ready(Set.of("b"))).containsExactly(1, 2);
        assertThat(merge.ready(Set.of())).containsExactly(4);
    }

    @Test
    void partitionsKeepTheirOwnOrderWhateverTheirTimes() {
        merge.add("a", 5);
        merge.add("a", 3);
        merge.add("b", 4);

        assertThat(merge.ready(Set.of())).containsExactly(4, 5, 3);
    }

    @Test
    void aPartitionThatIsFarAheadIsToWait() {
        assertThat(merge.full()).isEmpty();
        for (int i = 0; i < 2_000; i++) {
            merge.add("a", i);
        }

        assertThat(merge.full()).containsExactly("a");
    }
}
