package dev.seedgate.admission.agent.seats;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeatNamesTest {
    private final SeatNames names = new SeatNames("test", "main");

    @Test
    void carryTheFence() {
        assertThat(names.name(42)).isEqualTo("sg_test_main-42");
        assertThat(names.fence("sg_test_main-42")).isEqualTo(OptionalLong.of(42));
    }

    @Test
    void fitIntoWhatPostgresqlKeeps() {
        SeatNames longest = new SeatNames("i".repeat(16), "c".repeat(22));

        assertThat(longest.name(Long.MAX_VALUE).getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThanOrEqualTo(63);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "sg_test_main-2-7",
                "sg_test_main2-7",
                "sg_test_main_7",
                "sg_other_main-7",
                "sg_test-2_main-7",
                "sg_test_main-",
                "sg_test_main-x",
                "sg_test_main-07",
                "sg_test_main-+7",
                "sg_test_main--7",
                "sg_test_main-0",
                "sg_test_main-99999999999999999999",
                "SG_test_main-7"
            })
    void areOnlyThoseThatThisLedgerCouldHaveGiven(String role) {
        assertThat(names.fence(role)).isEmpty();
    }

    @Test
    void ofAClusterWhoseNameBeginsWithAnothersAreItsOwn() {
        assertThat(new SeatNames("test", "main-2").fence("sg_test_main-2-7")).isEqualTo(OptionalLong.of(7));
    }
}
