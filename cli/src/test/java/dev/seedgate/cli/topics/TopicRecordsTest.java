package dev.seedgate.cli.topics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.seedgate.cli.text.Colours;
import dev.seedgate.protocol.BidMessage;
import dev.seedgate.protocol.BudgetFigures;
import dev.seedgate.protocol.Heartbeat;
import dev.seedgate.protocol.Json;
import dev.seedgate.protocol.SeedOutcome;
import dev.seedgate.protocol.TokenEvent;
import dev.seedgate.protocol.TokenRelease;
import dev.seedgate.protocol.Topic;
import dev.seedgate.protocol.WorkerId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Filters and lines, over real messages. */
class TopicRecordsTest {
    private static final WorkerId WORKER = new WorkerId("worker-1", "6f2c");
    private static final Instant AT = Instant.parse("2026-03-01T08:30:00.123Z");
    private static final TopicRecord GRANTED = record(
            Topic.TOKEN_EVENTS,
            new TokenEvent(
                    "main",
                    7,
                    AT,
                    "token-granted",
                    "main-17",
                    "r-1",
                    "worker-1",
                    2,
                    null,
                    "attempt 1",
                    BudgetFigures.of(8, 6)));
    private static final TopicRecord RENEWAL =
            record(Topic.TOKEN_HEARTBEATS, new Heartbeat.LeaseRenewal("main", WORKER, "main-17", 2, 0));
    private static final TopicRecord OTHER_RENEWAL =
            record(Topic.TOKEN_HEARTBEATS, new Heartbeat.LeaseRenewal("other", WORKER, "other-3", 1, 0));
    private static final TopicRecord RELEASE = record(
            Topic.TOKEN_RELEASES,
            new TokenRelease("main", "main-17", WORKER, true, new SeedOutcome.Failed("line 7 is no number", false)));
    private static final TopicRecord BID = record(
            Topic.TOKEN_REQUESTS,
            new BidMessage.Acquire("main", "b-7", WORKER, 3, 10, List.of("big"), Duration.ofSeconds(30), null));
    private static final List<TopicRecord> ALL = List.of(BID, GRANTED, RENEWAL, OTHER_RENEWAL, RELEASE);

    private final RecordLine line = new RecordLine(Colours.NONE, ZoneOffset.UTC, LocalDate.parse("2026-03-01"));

    @Test
    void withoutAFilterAllIsShown() {
        assertThat(shown(new TopicFilter(null, null, null, List.of()))).isEqualTo(ALL);
    }

    @Test
    void aClusterATokenOrAWordLeavesOthersOut() {
        assertThat(shown(new TopicFilter("other", null, null, List.of()))).containsExactly(OTHER_RENEWAL);
        assertThat(shown(new TopicFilter(null, "main-17", null, List.of()))).containsExactly(GRANTED, RENEWAL, RELEASE);
        assertThat(shown(new TopicFilter(null, null, null, List.of("release", "TOKEN-*"))))
                .containsExactly(GRANTED, RELEASE);
        assertThat(shown(new TopicFilter("main", "main-17", null, List.of("renewal"))))
                .containsExactly(RENEWAL);
    }

    @Test
    void aRequestsTokensBelongToItAsSoonAsTheyAreKnown() {
        assertThat(shown(new TopicFilter(null, null, "r-1", List.of()))).containsExactly(GRANTED, RENEWAL, RELEASE);
        assertThat(shown(new TopicFilter(null, null, "r-2", List.of()))).isEmpty();
    }

    @Test
    void linesSayWhatHappenedToWhom() {
        assertThat(line.of(GRANTED))
                .isEqualTo(
                        "08:30:00.123  token.events      token-granted        main  token main-17, request r-1, worker-1,"
                                + " 2 connections: attempt 1 | budget 8, charged 6, free 2");
        assertThat(line.of(RENEWAL)).endsWith("renewal              main  worker-1, token main-17, 2 connections");
        assertThat(line.of(RELEASE))
                .endsWith(
                        "release              main  token main-17, worker-1, sessions gone, failed: line 7 is no number");
        assertThat(line.of(BID))
                .endsWith("acquire              main  bid b-7, worker-1, max connections 10, labels [\"big\"],"
                        + " time to live 30.0 s");
    }

    @Test
    void anotherDayIsSaidOnce() {
        RecordLine tomorrow = new RecordLine(Colours.NONE, ZoneOffset.UTC, LocalDate.parse("2026-03-02"));

        assertThat(tomorrow.of(BID)).startsWith("2026-03-01:\n08:30");
        assertThat(tomorrow.of(BID)).startsWith("08:30");
    }

    @Test
    void whatNobodyKnowsIsShownAsItIs() {
        assertThat(line.of(record(
                        Topic.TOKEN_EVENTS, json("{\"event\":\"token-polished\",\"cluster\":\"c\",\"shineLevel\":7}"))))
                .endsWith("token-polished       c  shine level 7");
        assertThat(line.of(record(Topic.TOKEN_EVENTS, JsonNodeFactory.instance.textNode("no JSON"))))
                .endsWith("no JSON");
        assertThat(line.of(record(Topic.SEED_STATUS, JsonNodeFactory.instance.nullNode())))
                .endsWith("(removed)");
    }

    @Test
    void programsGetAllOfIt() {
        assertThat(GRANTED.json().toString())
                .startsWith(
                        "{\"topic\":\"p.token.events\",\"partition\":1,\"offset\":42,\"at\":\"2026-03-01T08:30:00.123Z\","
                                + "\"key\":\"main\",\"value\":{\"cluster\":\"main\",\"revision\":7,");
    }

    private static List<TopicRecord> shown(TopicFilter filter) {
        return ALL.stream().filter(filter).toList();
    }

    private static TopicRecord record(Topic topic, Object message) {
        return record(topic, json(new String(Json.write(message), StandardCharsets.UTF_8)));
    }

    private static TopicRecord record(Topic topic, JsonNode value) {
        return new TopicRecord(topic, "p." + topic.baseName(), 1, 42, AT, "main", value);
    }

    private static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
