package dev.seedgate.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.protocol.Scheduling;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.Traceparent;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TracedWorkTest {
    @RegisterExtension
    static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String POST = "00f067aa0ba902b7";
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final SeedRequest REQUEST = new SeedRequest(
                    "r1", "main", "shop", "meyer", 2, 3, Duration.ofMinutes(1), Map.of(), Scheduling.DEFAULT, NOON)
            .tracedAs("00-" + TRACE + "-" + POST + "-01");

    @Test
    void isInTheTraceOfTheRequestsPostWithAllThatIsDoneWithinIt() {
        String handedOn;
        try (TracedWork token = TracedWork.beginOn(REQUEST, "token")) {
            try (TracedWork release = TracedWork.beginSending("release")) {
                handedOn = release.traceparent();
                release.done();
            }
            token.done();
        }

        SpanData token = span("token");
        SpanData release = span("release");
        assertThat(token.getTraceId()).isEqualTo(TRACE);
        assertThat(token.getParentSpanId()).isEqualTo(POST);
        assertThat(token.getKind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(token.getAttributes().get(TraceAttributes.REQUEST)).isEqualTo("r1");
        assertThat(token.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(release.getTraceId()).isEqualTo(TRACE);
        assertThat(release.getParentSpanId()).isEqualTo(token.getSpanId());
        assertThat(handedOn).isEqualTo("00-" + TRACE + "-" + release.getSpanId() + "-01");
        assertThat(TraceContext.current()).isNull();
    }

    @Test
    void hasFailedUnlessItSaysThatItIsDone() {
        try (TracedWork work = TracedWork.begin("run")) {
            work.failed("no such table");
        }

        assertThat(span("run").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(span("run").getStatus().getDescription()).isEqualTo("no such table");
    }

    @Test
    void isInATraceOfItsOwnWhereNobodyTracedThePost() {
        try (TracedWork other = TracedWork.begin("other")) {
            try (TracedWork token = TracedWork.beginOn(REQUEST.tracedAs(null), "token")) {
                assertThat(Traceparent.traceId(token.traceparent())).isEqualTo(TraceContext.currentTraceId());
                token.done();
            }
            other.done();
        }

        assertThat(span("token").getTraceId()).isNotEqualTo(span("other").getTraceId());
    }

    @Test
    void whatIsOverIsToldWithItsTimes() {
        TracedWork.tell(REQUEST, "queue", "main-1", NOON, NOON.plusSeconds(7));
        TracedWork.tell(REQUEST.tracedAs(null), "untraced", "main-2", NOON, NOON);

        SpanData queue = span("queue");
        assertThat(queue.getTraceId()).isEqualTo(TRACE);
        assertThat(Duration.ofNanos(queue.getEndEpochNanos() - queue.getStartEpochNanos()))
                .isEqualTo(Duration.ofSeconds(7));
        assertThat(queue.getAttributes().get(TraceAttributes.TOKEN)).isEqualTo("main-1");
        assertThat(TELEMETRY.getSpans()).hasSize(1);
    }

    private static SpanData span(String name) {
        return TELEMETRY.getSpans().stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
