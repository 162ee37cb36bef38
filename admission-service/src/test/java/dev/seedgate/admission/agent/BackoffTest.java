package dev.seedgate.admission.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff();

    @Test
    void growsButLetsTheBudgetFollowAServerThatComesBack() {
        assertThat(Stream.generate(() -> backoff.next(true).toMillis()).limit(5))
                .containsExactly(125L, 250L, 500L, 500L, 500L);
    }

    @Test
    void growsFurtherWhereSomebodyMustMendSomething() {
        assertThat(Stream.generate(() -> backoff.next(false).toMillis()).limit(6))
                .containsExactly(125L, 250L, 500L, 1_000L, 2_000L, 2_000L);
    }

    @Test
    void isShortAgainAfterAProblemThatHadToBeMended() {
        Stream.generate(() -> backoff.next(false)).limit(6).forEach(wait -> {});

        assertThat(backoff.next(true)).isEqualTo(Duration.ofMillis(500));
        backoff.reset();
        assertThat(backoff.next(true)).isEqualTo(Duration.ofMillis(125));
    }
}
