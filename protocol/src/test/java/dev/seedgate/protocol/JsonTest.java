package dev.seedgate.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {
    private static final JsonMapper PLAIN = new JsonMapper();

    record Times(Duration duration, Instant instant) {}

    @ParameterizedTest
    @CsvSource({
        "PT0.001S, 1970-01-01T00:00:00Z",
        "PT36H,    2026-12-31T23:59:59.999999999Z",
        "PT-1.5S,  -0001-01-01T00:00:00Z"
    })
    void writesTimesAsTextAndReadsThemBackToTheNanosecond(String duration, String instant) throws IOException {
        Times times = new Times(Duration.parse(duration), Instant.parse(instant));

        byte[] json = Json.write(times);

        assertThat(PLAIN.readTree(json).get("duration").textValue()).isEqualTo(duration);
        assertThat(PLAIN.readTree(json).get("instant").textValue()).isEqualTo(instant);
        assertThat(Json.read(json, Times.class)).isEqualTo(times);
    }

    @Test
    void readsAnInstantInAnyZoneAsTheSameMoment() {
        byte[] json = bytes("{'duration':'PT1S','instant':'2026-03-01T09:30:00+01:00'}");

        assertThat(Json.read(json, Times.class).instant()).isEqualTo("2026-03-01T08:30:00Z");
    }

    @ParameterizedTest(name = "{0} = {1} is refused by name")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    id           | 7
                    id           | {}
                    cluster      | true
                    connections  | "2"
                    connections  | 2.0
                    connections  | 2.5
                    connections  | true
                    connections  | 99999999999
                    connections  | [2]
                    timeout      | 600
                    timeout      | "10m"
                    timeout      | ""
                    acceptedAt   | 1772353800
                    acceptedAt   | 1772353800.123
                    acceptedAt   | "yesterday"
                    acceptedAt   | ""
                    parameters   | []
                    parameters   | "none"
                    parameters   | {"a":null}
                    parameters   | {"a":{}}
                    scheduling   | []
                    scheduling   | {"priority":1,"tenant":"a","after":[],"preemptible":false,"batch":[]}
                    """)
    void refusesAValueOfAnotherType(String field, String value) throws IOException {
        ObjectNode json = (ObjectNode) PLAIN.readTree(Json.write(Samples.REQUEST));
        json.set(field, PLAIN.readTree(value));

        assertThatThrownBy(() -> Json.read(PLAIN.writeValueAsBytes(json), SeedRequest.class))
                .isInstanceOf(InvalidMessageException.class)
                .hasMessageStartingWith(field)
                .message()
                .doesNotContain("dev.seedgate")
                .doesNotContain("com.fasterxml");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {'type':'unheard-of','cluster':'main'} | type
                    {'cluster':'main'}                     | type
                    {'type':7,'cluster':'main'}            | type
                    {'type':null}                          | type
                    {}                                     | type
                    {'type':'seen','cluster':'main','basis':1,'look':{'agent':'a','number':1},'settings':{'maxConnections':0},'classes':[],'unclassified':0,'tokens':[]} | settings
                    {'type':'seen','cluster':'main','basis':1,'look':{'agent':'a','number':1},'settings':{'maxConnections':9,'superuserReserved':0,'reserved':0},'enforcement':'tag','classes':[null],'unclassified':0,'tokens':[]} | classes
                    """)
    void namesTheFieldAtFaultInAMessageOfSeveralKinds(String json, String field) {
        assertThatThrownBy(() -> Json.read(bytes(json), ClusterObservation.class))
                .isInstanceOfSatisfying(
                        InvalidMessageException.class,
                        problem -> assertThat(problem.field()).startsWith(field))
                .message()
                .doesNotContain("dev.seedgate")
                .doesNotContain("com.fasterxml");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {'type':'forgotten'} | outcome.type is unknown, got: 'forgotten'
                    {}                   | outcome.type is missing
                    {'type':'failed'}    | outcome.retryable is missing
                    {'type':'failed','retryable':true} | error is missing
                    """)
    void saysWhereInTheMessageTheKindIsWrong(String outcome, String problem) {
        String json =
                "{'cluster':'main','token':'main-1','worker':{'name':'a','incarnation':'b'},'disconnected':true,'outcome':";

        assertThatThrownBy(() -> Json.read(bytes(json + outcome + "}"), TokenRelease.class))
                .isInstanceOf(InvalidMessageException.class)
                .hasMessageStartingWith(problem);
    }

    @ParameterizedTest(name = "<{0}>")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"~~", "{", "null", "[]", "7", "text", "{}{}", "{} x", "{'cluster':'a','cluster':'b'}", "\u0000"})
    void refusesWhatIsNoMessageAtAll(String json) {
        assertThatThrownBy(() -> Json.read(bytes(json), AdmissionCommand.class))
                .isInstanceOf(InvalidMessageException.class);
    }

    @Test
    void refusesTextThatIsNotUtf8() {
        byte[] latin1 =
                "{\"type\":\"unreachable\",\"cluster\":\"main\",\"error\":\"ä\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> Json.read(latin1, ClusterObservation.class))
                .isInstanceOf(InvalidMessageException.class);
    }

    @Test
    void refusesNestingThatWouldExhaustTheStack() {
        byte[] deep = ("{\"x\":" + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> Json.read(deep, SeedRequest.class)).isInstanceOf(InvalidMessageException.class);
    }

    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
