package dev.seedgate.verification.checker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.localstack.workload.ApiProbe;
import dev.seedgate.localstack.workload.SessionSample;
import dev.seedgate.protocol.BudgetFigures;
import dev.seedgate.protocol.Scheduling;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.SeedState;
import dev.seedgate.protocol.StatusMessage.SeedStatus;
import dev.seedgate.protocol.TokenEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A checker that cannot fail proves nothing: each is shown a run that breaks its promise, and one that keeps it. */
class CheckersTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int BUDGET = 4;

    private final TokenLives tokens = new TokenLives();
    private final RequestLives requests = new RequestLives();
    private final SessionLog sessions = new SessionLog("main");
    private final NeverOneTooMany neverOneTooMany = new NeverOneTooMany(tokens, sessions);
    private final FencesOnlyGrow fences = new FencesOnlyGrow(tokens);
    private final NothingLostOrTwice promises = new NothingLostOrTwice(requests);
    private final NoSlotLeaks slots = new NoSlotLeaks(tokens, sessions, Duration.ofSeconds(10));
    private final NobodyStarves starvation = new NobodyStarves(Duration.ofSeconds(10), Duration.ofSeconds(60));
    private int revision;

    @Test
    void aRunThatKeepsToItsTokensIsFine() {
        says(0, "token-granted", "main-1", 2);
        sees(1, Map.of("sg:main:main-1", 2, "api", 3));
        says(2, "token-released", "main-1", 0);
        sees(3, Map.of("api", 3));

        assertThat(neverOneTooMany.verdict().violations()).isEmpty();
        assertThat(slots.verdict().violations()).isEmpty();
        assertThat(slots.isCalm()).isTrue();
    }

    @Test
    void aTokenWithMoreSessionsThanItIsWorthIsFound() {
        says(0, "token-granted", "main-1", 2);
        sees(1, Map.of("sg:main:main-1", 3));

        assertThat(neverOneTooMany.verdict().violations())
                .singleElement()
                .asString()
                .contains("worth 2 and had 3");
    }

    @Test
    void sessionsAfterTheSlotsWereGivenAwayAreFound() {
        says(0, "token-granted", "main-1", 2);
        says(1, "token-reclaimed", "main-1", 0);
        sees(2, Map.of("sg:main:main-1", 1));

        assertThat(neverOneTooMany.verdict().violations())
                .singleElement()
                .asString()
                .contains("given away");
    }

    @Test
    void sessionsUnderATokenThatNobodyGrantedAreFound() {
        says(0, "token-granted", "main-1", 2);
        sees(1, Map.of("sg:main:main-9", 1));

        assertThat(neverOneTooMany.verdict().violations())
                .singleElement()
                .asString()
                .contains("never granted");
    }

    @Test
    void aGrantBeyondTheBudgetIsFound() {
        says(0, "token-granted", "main-1", BUDGET);
        says(1, "token-granted", "main-2", BUDGET + 2);

        assertThat(neverOneTooMany.verdict().violations())
                .singleElement()
                .asString()
                .contains("charged 6 of 4");
    }

    @Test
    void aTokenThatGrowsMayHaveMoreSessionsAndIsChargedForThem() {
        says(0, "token-granted", "main-1", 2);
        sized(1, "token-grown", 4, 4);
        sees(2, Map.of("sg:main:main-1", 4));
        sized(3, "connections-returned", 1, 1);
        sized(4, "token-released", 1, 0);

        assertThat(neverOneTooMany.verdict().violations()).isEmpty();
    }

    @Test
    void aTokenThatGrowsBeyondTheBudgetIsFound() {
        says(0, "token-granted", "main-1", 2);
        sized(1, "token-grown", BUDGET + 1, BUDGET + 1);

        assertThat(neverOneTooMany.verdict().violations())
                .singleElement()
                .asString()
                .contains("charged 5 of 4");
    }

    @Test
    void aLedgerThatCannotAddIsFound() {
        says(0, "token-granted", "main-1", 2);
        says(1, "token-released", "main-1", 2);

        assertThat(neverOneTooMany.verdict().violations())
                .singleElement()
                .asString()
                .contains("add up to 0");
    }

    @Test
    void anOverdraftThatEndsInTimeIsFineAndOneThatLastsIsFound() {
        Overdrafts overdrafts = new Overdrafts(Duration.ofSeconds(5));
        NeverOneTooMany lenient = new NeverOneTooMany(tokens, sessions, overdrafts);
        overdrafts.overdraws("main-1", 1);
        says(0, "token-granted", "main-1", 2);
        lenient.journal(line(0, "token-granted", "main-1", 2), START);
        sees(1, Map.of("sg:main:main-1", 3));
        sees(6, Map.of("sg:main:main-1", 3));
        sees(7, Map.of("sg:main:main-1", 2));
        assertThat(lenient.verdict().violations()).isEmpty();
        assertThat(lenient.mostAboveCharged()).isZero();

        sees(8, Map.of("sg:main:main-1", 3));
        sees(14, Map.of("sg:main:main-1", 3));

        assertThat(lenient.verdict().violations()).singleElement().asString().contains("overdrawn for PT6S");
        assertThat(lenient.mostAboveCharged()).isOne();
        assertThat(neverOneTooMany.mostAboveCharged())
                .as("for whoever allows no overdraft")
                .isOne();
    }

    @Test
    void anOverdraftBeyondWhatTheRunDidIsFound() {
        Overdrafts overdrafts = new Overdrafts(Duration.ofSeconds(5));
        NeverOneTooMany lenient = new NeverOneTooMany(tokens, sessions, overdrafts);
        overdrafts.overdraws("main-1", 1);
        says(0, "token-granted", "main-1", 2);
        lenient.journal(line(0, "token-granted", "main-1", 2), START);
        sees(1, Map.of("sg:main:main-1", 4));

        assertThat(lenient.verdict().violations()).anyMatch(each -> each.contains("worth 2 and had 4"));
        assertThat(lenient.mostAboveCharged()).isEqualTo(2);
    }

    @Test
    void anotherInstallationsSessionsAreNotOurs() {
        says(0, "token-granted", "main-1", 2);
        sees(1, Map.of("sg:other:main-1", 5));

        assertThat(neverOneTooMany.verdict().violations()).isEmpty();
    }

    @Test
    void aSlotThatStaysChargedIsFound() {
        says(0, "token-granted", "main-1", 2);
        sees(1, Map.of());

        assertThat(slots.verdict().violations()).singleElement().asString().contains("still charged");
        assertThat(slots.isCalm()).isFalse();
    }

    @Test
    void aSlotThatComesBackTooLateIsFound() {
        says(0, "token-granted", "main-1", 2);
        says(1, "token-drained", "main-1", 2);
        says(20, "token-reclaimed", "main-1", 0);

        assertThat(slots.verdict().violations()).singleElement().asString().contains("PT19S");
    }

    @Test
    void aSlotThatStaysChargedForTooLongAfterItsLastSessionIsFound() {
        says(0, "token-granted", "main-1", 2);
        sees(1, Map.of("sg:main:main-1", 2));
        sees(2, Map.of());
        says(20, "token-released", "main-1", 0);

        assertThat(slots.verdict().violations()).singleElement().asString().contains("after its last session was seen");
    }

    @Test
    void aFirstInLineThatIsLeftWaitingWithRoomForItIsFound() {
        queues(0, "r1", 0);
        queues(5, "r2", 0);
        starts(11, "r1", 2);

        assertThat(starvation.verdict().violations()).singleElement().asString().contains("r1 was the first in line");
    }

    @Test
    void waitingForRoomIsNoStarvationButWaitingForEverIs() {
        queues(0, "r1", BUDGET);
        queues(50, "r2", BUDGET);
        starts(55, "r1", BUDGET);
        assertThat(starvation.verdict().violations()).isEmpty();

        starts(111, "r2", BUDGET);

        assertThat(starvation.verdict().violations()).singleElement().asString().contains("started after PT1M1S");
        assertThat(starvation.slowestStart()).isEqualTo(Duration.ofSeconds(61));
    }

    @Test
    void aTokenThatIsGrantedOrFreedTwiceAndAFenceThatGoesBackAreFound() {
        says(0, "token-granted", "main-2", 2);
        says(1, "token-released", "main-2", 0);
        says(2, "token-released", "main-2", 0);
        says(3, "token-granted", "main-1", 2);

        assertThat(tokens.contradictions()).singleElement().asString().contains("free already");
        assertThat(fences.verdict().violations()).anyMatch(each -> each.contains("fence 1 of main came after 2"));
        assertThat(fences.verdict().violations()).anyMatch(each -> each.contains("sent to nobody"));
    }

    @Test
    void aRequestThatNeverEndsIsFound() {
        promises.accepted("r1");
        status("r1", SeedState.QUEUED);

        assertThat(promises.allFinished()).isFalse();
        assertThat(promises.verdict().violations()).singleElement().asString().contains("ended 0 times");
    }

    @Test
    void aRequestThatEndsTwiceAndOneThatLivesOnAreFound() {
        promises.accepted("r1");
        status("r1", SeedState.SUCCEEDED);
        status("r1", SeedState.CANCELLED);
        promises.accepted("r2");
        status("r2", SeedState.SUCCEEDED);
        status("r2", SeedState.RUNNING);

        assertThat(promises.verdict().violations())
                .hasSize(2)
                .anyMatch(each -> each.contains("r1 ended 2 times"))
                .anyMatch(each -> each.contains("r2 lived on"));
    }

    @Test
    void whoStartsBeforeItsPredecessorOrItsTimeIsFound() {
        NobodyStartsEarly early = new NobodyStartsEarly();
        Scheduling behind = Scheduling.DEFAULT.withAfter(List.of("r1"));
        early.status(status("r2", SeedState.QUEUED, behind), START);
        early.status(status("r3", SeedState.QUEUED, behind), START);
        early.status(status("r4", SeedState.QUEUED, Scheduling.DEFAULT.withNotBefore(START.plusSeconds(5))), START);
        early.journal(line(1, "token-granted", "main-1", "r1", 2, 2), START);
        early.journal(line(2, "token-granted", "main-2", "r3", 2, 4), START);
        early.journal(line(3, "request-succeeded", "main-1", "r1", 2, 2), START);
        early.journal(line(4, "token-granted", "main-3", "r2", 2, 4), START);
        early.journal(line(4, "token-granted", "main-4", "r4", 2, 6), START);

        assertThat(early.verdict().violations())
                .hasSize(2)
                .anyMatch(each -> each.contains("r3 started") && each.contains("r1"))
                .anyMatch(each -> each.contains("r4 started"));
        assertThat(early.followers()).isEqualTo(2);
        assertThat(early.postponed()).isOne();
    }

    @Test
    void aFollowerStarvesOnlyOnceItMayStart() {
        starvation.status(status("r1", SeedState.QUEUED, Scheduling.DEFAULT.withAfter(List.of("r0"))), START);
        queues(0, "r1", 0);
        queues(1, "r2", 0);
        starts(2, "r2", 0);
        starvation.journal(line(50, "request-eligible", null, "r1", 2, 0), START.plusSeconds(50));
        starts(55, "r1", 0);
        assertThat(starvation.verdict().violations()).isEmpty();
        assertThat(starvation.slowestStart()).isEqualTo(Duration.ofSeconds(5));

        starvation.status(status("r3", SeedState.QUEUED, Scheduling.DEFAULT.withAfter(List.of("r0"))), START);
        queues(60, "r3", 0);
        starvation.journal(line(61, "request-eligible", null, "r3", 2, 0), START.plusSeconds(61));
        starts(90, "r3", 0);
        assertThat(starvation.verdict().violations()).singleElement().asString().contains("r3");
    }

    @Test
    void aDeadRequestWithoutDeadLetterIsFound() {
        promises.accepted("r1");
        status("r1", SeedState.DEAD);

        assertThat(promises.verdict().violations()).singleElement().asString().contains("0 dead letters");
    }

    @Test
    void aRequestThatGotNo202AndAppearedIsFound() {
        status("r1", SeedState.SUCCEEDED);

        assertThat(promises.verdict().violations()).singleElement().asString().contains("got no 202");
    }

    @Test
    void anApiThatIsKeptOutIsFoundEvenWherePostgresqlGoesDown() {
        AtomicReference<ApiProbe.Result> probe =
                new AtomicReference<>(new ApiProbe.Result(10, Map.of("53300", 1), Duration.ZERO));
        OthersAreSafe always = new OthersAreSafe(probe::get, false);
        OthersAreSafe whileItIsThere = new OthersAreSafe(probe::get, true);
        assertThat(always.verdict().violations()).singleElement().asString().contains("never tried");

        probe.set(new ApiProbe.Result(20, Map.of("53300", 1, "08001", 2), Duration.ZERO));
        assertThat(always.verdict().violations()).singleElement().asString().contains("08001");
        assertThat(whileItIsThere.verdict().violations()).isEmpty();

        probe.set(new ApiProbe.Result(30, Map.of("53300", 2, "08001", 2), Duration.ZERO));
        assertThat(whileItIsThere.verdict().violations())
                .singleElement()
                .asString()
                .contains("53300");
    }

    private void says(int second, String event, String token, int charged) {
        TokenEvent line = line(second, event, token, charged);
        tokens.journal(line, START.plusSeconds(second));
        neverOneTooMany.journal(line, START.plusSeconds(second));
        fences.journal(line, START.plusSeconds(second));
    }

    private TokenEvent line(int second, String event, String token, int charged) {
        int worth = event.equals("token-granted") ? charged - chargedBefore() : 2;
        return line(second, event, token, "r" + token, worth, charged);
    }

    private void sized(int second, String event, int connections, int charged) {
        TokenEvent line = line(second, event, "main-1", "rmain-1", connections, charged);
        tokens.journal(line, START.plusSeconds(second));
        neverOneTooMany.journal(line, START.plusSeconds(second));
    }

    private void queues(int second, String request, int charged) {
        starvation.journal(line(second, "request-queued", null, request, 2, charged), START.plusSeconds(second));
    }

    private void starts(int second, String request, int charged) {
        starvation.journal(line(second, "token-granted", "main-1", request, 2, charged), START.plusSeconds(second));
    }

    private TokenEvent line(
            int second, String event, @Nullable String token, String request, int connections, int charged) {
        revision++;
        return new TokenEvent(
                "main",
                revision,
                START.plusSeconds(second),
                event,
                token,
                request,
                "worker-1",
                connections,
                null,
                null,
                BudgetFigures.of(BUDGET, charged));
    }

    private int chargedBefore() {
        return tokens.charged().stream().mapToInt(TokenLives.Life::connections).sum();
    }

    private void sees(int second, Map<String, Integer> byApplicationName) {
        Instant at = START.plusSeconds(second);
        sessions.accept(new SessionSample(at, at.plusMillis(3), byApplicationName));
    }

    private void status(String id, SeedState state) {
        requests.status(status(id, state, Scheduling.DEFAULT), START);
    }

    private static SeedStatus status(String id, SeedState state, Scheduling scheduling) {
        SeedRequest request =
                new SeedRequest(id, "main", "shop", "meyer", 2, 3, Duration.ofMinutes(1), Map.of(), scheduling, START);
        return new SeedStatus(
                request, state, 1, 0, null, null, null, null, null, null, null, START, null, null, null, START);
    }
}
