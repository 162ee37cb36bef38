package dev.seedgate.admission.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AdmittanceTest {
    private static final int NOT_IN = -1;

    private final AtomicLong now = new AtomicLong(42);
    private final Admittance admittance = new Admittance("seedgate-admission", now::get);

    @Test
    void saysSoWhenTheGroupDoesNotLetUsInAndAgainEveryMinute() {
        assertThat(admittance.look(NOT_IN)).isFalse();
        pass(Admittance.PATIENCE);
        assertThat(admittance.look(NOT_IN)).isTrue();
        assertThat(admittance.look(NOT_IN)).isFalse();
        pass(Admittance.REMINDER);
        assertThat(admittance.look(NOT_IN)).isTrue();
        assertThat(admittance.isMember()).isFalse();
    }

    @Test
    void saysNothingOfAMember() {
        admittance.look(1);
        pass(Admittance.REMINDER);

        assertThat(admittance.look(1)).isFalse();
        assertThat(admittance.isMember()).isTrue();
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
