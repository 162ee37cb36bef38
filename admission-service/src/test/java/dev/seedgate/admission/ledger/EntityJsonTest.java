package dev.seedgate.admission.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedgate.core.ledger.Bid;
import dev.seedgate.core.ledger.Budget;
import dev.seedgate.core.ledger.ClusterState;
import dev.seedgate.core.ledger.DrainReason;
import dev.seedgate.core.ledger.Entity;
import dev.seedgate.core.ledger.EntityKey;
import dev.seedgate.core.ledger.Hold;
import dev.seedgate.core.ledger.LiveRequest;
import dev.seedgate.core.ledger.Offer;
import dev.seedgate.core.ledger.Outcome;
import dev.seedgate.core.ledger.RememberedCancel;
import dev.seedgate.core.ledger.RememberedRetry;
import dev.seedgate.core.ledger.SeedTimes;
import dev.seedgate.core.ledger.ServerView;
import dev.seedgate.core.ledger.Size;
import dev.seedgate.core.ledger.TenantUse;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.core.ledger.TokenTerms;
import dev.seedgate.core.ledger.UseLevel;
import dev.seedgate.core.ledger.Worker;
import dev.seedgate.protocol.ClusterObservation.Look;
import dev.seedgate.protocol.Enforcement;
import dev.seedgate.protocol.InvalidMessageException;
import dev.seedgate.protocol.Scheduling;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.SeedState;
import dev.seedgate.protocol.WorkerId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The ledger as it is stored: whatever is written must come back as it was. */
class EntityJsonTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123456Z");
    private static final WorkerId WORKER = new WorkerId("worker-1", "first-life");
    private static final Offer OFFER = new Offer(100, List.of("big-disk"));
    private static final Size SIZE = new Size(4, 3, 2, 6, 2, NOON);
    private static final TokenTerms TERMS =
            new TokenTerms("main-7", 7, "r1", "b1", OFFER, WORKER, 3, SIZE, "shop", null, NOON, null);
    private static final TokenTerms LOGIN = new TokenTerms(
            "main-8", 8, "r1", "b2", OFFER, WORKER, 3, Size.fixed(2, NOON), "shop", "SCRAM…", NOON, null);

    private static final Scheduling SCHEDULING = new Scheduling(
            700,
            "team",
            "night",
            "meyer",
            List.of("r0"),
            NOON.plusSeconds(60),
            NOON.plusSeconds(90),
            6,
            List.of("big-disk"),
            true);

    static Stream<Entity> entities() {
        SeedRequest request = new SeedRequest(
                "r1",
                "main",
                "shop",
                "meyer",
                2,
                3,
                Duration.ofMinutes(30),
                Map.of("region", "east"),
                SCHEDULING,
                NOON);
        LiveRequest.Place place = new LiveRequest.Place(5, 4, NOON, Duration.ofSeconds(9), Duration.ofSeconds(12));
        LiveRequest waiting = new LiveRequest(request, place, NOON, 1, 2, 3, "a word", new LiveRequest.Phase.Waiting());
        Token.Granted granted = new Token.Granted(TERMS, NOON.plusSeconds(5));
        Budget budget = new Budget(25, 3, 0, List.of(new Budget.ClassUse("api", 2, 3)), 1, 1, NOON);
        ServerView server = new ServerView(
                budget, 8, new Look("agent", 3), 2, UseLevel.WARN, Enforcement.ROLE, "7512345678901234567");
        return Stream.of(
                ClusterState.initial(NOON),
                new ClusterState(
                        9, 7, 5, NOON, server, "down", new Hold("ada", "why", NOON), List.of("act-2", "act-1")),
                granted,
                new Token.Granted(LOGIN, NOON),
                granted.renewed(NOON.plusSeconds(7), NOON.plusSeconds(15)),
                granted.renewed(NOON.plusSeconds(7), NOON.plusSeconds(15)).suspected(),
                granted.drained(DrainReason.LEASE_OVER, 11, NOON),
                granted.revoked(DrainReason.CANCELLED, 11, NOON, NOON.plusSeconds(15)),
                waiting,
                waiting.in(new LiveRequest.Phase.Waiting(NOON)),
                waiting.in(new LiveRequest.Phase.Following(List.of("r0"))),
                waiting.in(new LiveRequest.Phase.Postponed(NOON)),
                waiting.in(new LiveRequest.Phase.BackingOff(NOON)),
                waiting.in(new LiveRequest.Phase.Running(
                        "main-7", "worker-1", NOON, true, LiveRequest.Phase.Wish.END, "a remark")),
                waiting.in(new LiveRequest.Phase.Held()),
                new Bid("r2", WORKER, null, 2, List.of(), "SCRAM…", 5, NOON),
                new Bid("b1", WORKER, 3, 100, List.of("big-disk"), "SCRAM…", 4, NOON),
                new Worker("worker-1", "third", List.of("second", "first"), NOON),
                new Outcome("r1", SeedState.SUCCEEDED, NOON),
                new RememberedCancel("r1", NOON),
                new RememberedRetry("r1", List.of("act-2", "act-1"), NOON),
                new TenantUse("team", 120_000, NOON, NOON.minusSeconds(1), NOON.plusSeconds(60)),
                new TenantUse("team", 120_000, NOON, null, NOON.plusSeconds(60)),
                new SeedTimes("shop", "meyer", 2, List.of(Duration.ofMillis(1_500), Duration.ofSeconds(2)), NOON));
    }

    @ParameterizedTest
    @MethodSource("entities")
    void everyEntityComesBackAsItWas(Entity entity) {
        String key = EntityJson.key("main", entity.key());
        EntityJson.RecordKey parsed = EntityJson.parseKey(key);

        assertThat(EntityJson.read(parsed.entity().kind(), EntityJson.write(entity)))
                .isEqualTo(entity);
        assertThat(parsed).isEqualTo(new EntityJson.RecordKey("main", entity.key()));
    }

    @Test
    void aTokenSaysItsStateOnceAndInPlainWords() {
        String json = new String(EntityJson.write(new Token.Granted(TERMS, NOON)), StandardCharsets.UTF_8);

        assertThat(json).contains("\"state\":\"granted\"").contains("\"claimBy\":\"2026-01-01T12:00:00.123456Z\"");
        assertThat(json).containsOnlyOnce("\"state\"");
    }

    @Test
    void anIdMayHoldSlashes() {
        EntityKey key = EntityKey.request("a/b/c");

        assertThat(EntityJson.parseKey(EntityJson.key("main", key)).entity()).isEqualTo(key);
    }

    @Test
    void aKeyOfNoKindIsRefused() {
        assertThatThrownBy(() -> EntityJson.parseKey("main/tokens/x"))
                .isInstanceOf(InvalidMessageException.class)
                .hasMessageContaining("names no kind of entity");
    }
}
