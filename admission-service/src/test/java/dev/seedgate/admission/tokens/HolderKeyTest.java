package dev.seedgate.admission.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HolderKeyTest {
    @Test
    void theLedgerKnowsItsHolderByAHashThatIsTheSameAtEveryReplica() {
        HolderKey key = HolderKey.of("correct-horse-battery");

        assertThat(key.incarnation())
                .isEqualTo(HolderKey.of("correct-horse-battery").incarnation())
                .isNotEqualTo(HolderKey.of("correct-horse-batterY").incarnation())
                .doesNotContain(key.text())
                .hasSizeLessThanOrEqualTo(64);
    }

    @Test
    void thePasswordIsTheSameForTheSameRequestOnly() {
        HolderKey key = HolderKey.of("correct-horse-battery");

        assertThat(key.password("r1"))
                .isEqualTo(HolderKey.of("correct-horse-battery").password("r1"))
                .isNotEqualTo(key.password("r2"))
                .isNotEqualTo(key.incarnation());
    }

    @Test
    void isOtherEveryTimeAndCannotBeGuessedOrPrinted() {
        HolderKey key = HolderKey.random();

        assertThat(key.text())
                .hasSizeGreaterThan(HolderKey.LEAST_LENGTH)
                .isNotEqualTo(HolderKey.random().text());
        assertThat(key).asString().doesNotContain(key.text());
    }
}
