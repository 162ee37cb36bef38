package dev.seedgate.worker.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.seedgate.protocol.Heartbeat.LeaseRenewal;
import dev.seedgate.protocol.WorkerId;
import dev.seedgate.worker.stop.StopCause;
import dev.seedgate.worker.stop.StopSignal;
import dev.seedgate.worker.stop.StoppedException;
import dev.seedgate.worker.support.Grants;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class LeaseTest {
    private static final Duration LEASE = Duration.ofMillis(4500);
    private static final Duration MARGIN = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CopyOnWriteArrayList<CompletableFuture<Long>> sent = new CopyOnWriteArrayList<>();
    private final StopSignal stop = new StopSignal();

    @Test
    void isClaimedWhenTheBrokerHasTheFirstRenewal() {
        try (Lease lease = hold(window(OptionalLong.empty()), confirmedAt(100))) {
            assertThatCode(lease::awaitClaimed).doesNotThrowAnyException();
            assertThatCode(lease::check).doesNotThrowAnyException();
        }
    }

    @Test
    void isNotClaimedWhenTheGrantLayTooLong() {
        try (Lease lease = hold(window(OptionalLong.of(0)), confirmedAt(10_000))) {
            assertThatThrownBy(lease::awaitClaimed).isInstanceOf(StoppedException.class);
        }
    }

    @Test
    void outlivesManyLeasesWhileRenewalsAreConfirmed() {
        try (Lease lease = hold(window(OptionalLong.empty()), confirmedAt(100))) {
            await().atMost(PATIENCE).until(() -> sent.size() > 4);
            assertThat(stop.cause()).isEmpty();
            assertThatCode(lease::check).doesNotThrowAnyException();
        }
    }

    @Test
    void aConfirmationThatComesTooLateChangesNothing() {
        try (Lease lease = hold(window(OptionalLong.empty()), new CompletableFuture<>())) {
            await().atMost(PATIENCE).until(() -> !sent.isEmpty());
            sent.getFirst().complete(100L);
            await().atMost(PATIENCE).until(() -> stop.cause().isPresent());

            sent.forEach(renewal -> renewal.complete(200L));

            assertThatThrownBy(lease::check).isInstanceOf(StoppedException.class);
            assertThat(stop.cause()).contains(new StopCause.LeaseOver());
        }
    }

    private Lease hold(ClaimWindow window, CompletableFuture<Long> answer) {
        var worker = new WorkerId("worker-1", "first");
        return Lease.hold(
                Grants.grant(Grants.request("one"), "bid", worker, LEASE),
                window,
                renewal -> send(renewal, answer),
                MARGIN,
                new Holding(stop, new Worth(2)));
    }

    private CompletableFuture<Long> send(LeaseRenewal renewal, CompletableFuture<Long> answer) {
        assertThat(renewal.cluster()).isEqualTo(Grants.CLUSTER);
        CompletableFuture<Long> own = answer.copy();
        sent.add(own);
        return own;
    }

    private static CompletableFuture<Long> confirmedAt(long appendedAt) {
        return CompletableFuture.completedFuture(appendedAt);
    }

    private static ClaimWindow window(OptionalLong grantAppendedAt) {
        return ClaimWindow.fromNow(Duration.ofSeconds(3), grantAppendedAt);
    }
}
