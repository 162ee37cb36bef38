package dev.seedgate.admission.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seedgate.admission.intake.RefusedException.Reason;
import dev.seedgate.admission.intake.SeedRequests.Identity;
import dev.seedgate.catalog.Catalog;
import dev.seedgate.protocol.Json;
import dev.seedgate.protocol.Scheduling;
import dev.seedgate.protocol.SeedRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeedRequestsTest {
    private static final ObjectMapper JSON = Json.mapper()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Identity IDENTITY = new Identity(cluster -> "id-in-" + cluster, "batch-1", NOW);

    private static final Catalog CATALOG = Catalog.load(Path.of("src/test/resources/catalog"));

    private final SeedRequests requests = new SeedRequests(
            () -> CATALOG,
            Databases.of(Map.of("shop", "main", "stats", "other")),
            cluster -> cluster.equals("main") ? OptionalInt.of(8) : OptionalInt.empty());

    @Test
    void whatIsAbsentComesFromTheCatalogAndTheDefaults() throws Exception {
        SeedRequest request = request("{'seed': 'meyer', 'database': 'shop'}");

        assertThat(request)
                .isEqualTo(new SeedRequest(
                        "id-in-main",
                        "main",
                        "shop",
                        "meyer",
                        2,
                        3,
                        Duration.ofMinutes(10),
                        Map.of(),
                        Scheduling.DEFAULT.withBatch("batch-1"),
                        NOW,
                        null,
                        CATALOG.find("meyer").orElseThrow().definitionVersion(),
                        null,
                        null));
        assertThat(request("{'seed': 'meyer', 'database': 'shop', 'force': true}")
                        .force())
                .isTrue();
    }

    @Test
    void whatIsThereWins() throws Exception {
        SeedRequest request = request(
                "{'seed': 'omix', 'database': 'stats', 'connections': 300, 'priority': 0,"
                        + " 'maxAttempts': 1, 'timeout': '1h30m', 'parameters': {'since': '2026-01-01'}, 'tenant': 'team',"
                        + " 'concurrencyKey': 'prices', 'after': ['meyer'], 'notBefore': '2026-02-01T02:00:00+01:00', 'preemptible': true}");

        assertThat(request.cluster()).isEqualTo("other");
        assertThat(request.connections()).isEqualTo(300);
        assertThat(request.scheduling())
                .isEqualTo(new Scheduling(
                        0,
                        "team",
                        "batch-1",
                        "prices",
                        List.of("meyer"),
                        Instant.parse("2026-02-01T01:00:00Z"),
                        null,
                        null,
                        List.of("big-disk"),
                        true));
        assertThat(request.maxAttempts()).isEqualTo(1);
        assertThat(request.timeout()).isEqualTo(Duration.ofMinutes(90));
        assertThat(request.parameters()).containsExactly(Map.entry("since", "2026-01-01"));
    }

    @ParameterizedTest
    @CsvSource({"'low', 250", "'urgent', 1000", "7, 7", "null, 500"})
    void aPriorityIsANumberOrAName(String json, int priority) throws Exception {
        String quoted = json.matches("[a-z]+") && !json.equals("null") ? "'" + json + "'" : json;

        assertThat(request("{'seed': 'meyer', 'database': 'shop', 'priority': " + quoted + "}")
                        .scheduling()
                        .priority())
                .isEqualTo(priority);
    }

    @Test
    void aSeedDoesNotRunBesideItselfUnlessItsDefinitionSaysSo() throws Exception {
        SeedRequest request = request("{'seed': 'omix', 'database': 'shop', 'parameters': {'since': 'monday'}}");

        assertThat(request.scheduling().concurrencyKey()).isEqualTo("omix");
    }

    @Test
    void parametersOfAllTypesTravelAsText() throws Exception {
        SeedRequest request = request("{'seed': 'meyer', 'database': 'shop', 'parameters':"
                + " {'full': true, 'limit': -7, 'note': 'größer'}}");

        assertThat(request.parameters()).isEqualTo(Map.of("full", "true", "limit", "-7", "note", "größer"));
    }

    @Test
    void theConnectionsThatARunCanUseAndItsLabelsAreKept() throws Exception {
        Scheduling scheduling = request("{'seed': 'meyer', 'database': 'shop', 'connections': {'min': 2, 'max': 9},"
                        + " 'labels': ['big-disk'], 'deadline': '2026-01-01T06:00:00+01:00'}")
                .scheduling();

        assertThat(scheduling.maxConnections()).isEqualTo(9);
        assertThat(scheduling.labels()).containsExactly("big-disk");
        assertThat(scheduling.deadline()).isEqualTo(Instant.parse("2026-01-01T05:00:00Z"));
    }

    @Test
    void whatIsToRunAgainRunsWithTheDefinitionThatThereIsAndHasNoDeadlineThatIsPast() throws Exception {
        SeedRequest request = request("{'seed': 'meyer', 'database': 'shop', 'deadline': '2026-01-01T06:00:00Z'}");
        SeedRequest old = request.withDefinitionVersion("0ld");

        assertThat(requests.again(old, NOW)).isEqualTo(request);
        assertThat(requests.again(old, NOW.plus(Duration.ofHours(6)))
                        .scheduling()
                        .deadline())
                .isNull();
    }

    @Test
    void theDefinitionsLabelsAreAlwaysThere() throws Exception {
        SeedRequest request = request("{'seed': 'omix', 'database': 'shop', 'parameters': {'since': 'monday'}}");

        assertThat(request.scheduling().labels()).containsExactly("big-disk");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'database': 'shop'}                                                  | INVALID_FIELD    | seed            | seed is missing
            {'seed': ' ', 'database': 'shop'}                                     | INVALID_FIELD    | seed            | seed must not be blank
            {'seed': 'mayer', 'database': 'shop'}                                 | UNKNOWN_SEED     | seed            | did you mean meyer?
            {'seed': '../etc/passwd', 'database': 'shop'}                         | UNKNOWN_SEED     | seed            | use one of: meyer, omix
            {'seed': 'meyer'}                                                     | INVALID_FIELD    | database        | database is missing
            {'seed': 'meyer', 'database': 'shpo'}                                 | UNKNOWN_DATABASE | database        | known are: shop, stats
            {'seed': 'meyer', 'database': 'shop', 'connections': 0}               | INVALID_FIELD    | connections     | between 1 and 262143, got: 0
            {'seed': 'meyer', 'database': 'shop', 'connections': 9}               | NEVER_GRANTABLE  | connections     | never grant more than 8
            {'seed': 'meyer', 'database': 'shop', 'connections': '2'}             | INVALID_FIELD    | connections     | must be a whole number, or
            {'seed': 'meyer', 'database': 'shop', 'connections': {'max': 2}}      | INVALID_FIELD    | connections.min | connections.min is missing
            {'seed': 'meyer', 'database': 'shop', 'connections': {'min': 4, 'max': 2}} | INVALID_FIELD | connections.max | between 4 and 262143, got: 2
            {'seed': 'meyer', 'database': 'shop', 'connections': {'min': 4, 'most': 8}} | INVALID_FIELD | connections.most | has the fields min and max
            {'seed': 'meyer', 'database': 'shop', 'connections': {'min': 9, 'max': 9}} | NEVER_GRANTABLE | connections  | never grant more than 8
            {'seed': 'meyer', 'database': 'shop', 'labels': ['big-dsk']}          | INVALID_FIELD    | labels[0]       | did you mean big-disk?
            {'seed': 'meyer', 'database': 'shop', 'labels': [null]}               | INVALID_FIELD    | labels[0]       | is missing
            {'seed': 'meyer', 'database': 'shop', 'deadline': '2025-12-31T23:00:00Z'} | INVALID_FIELD | deadline       | must be later than 2026-01-01T00:00:00Z
            {'seed': 'meyer', 'database': 'shop', 'notBefore': '2026-01-02T00:00:00Z', 'deadline': '2026-01-01T12:00:00Z'} | INVALID_FIELD | deadline | must be later than 2026-01-02T00:00:00Z
            {'seed': 'meyer', 'database': 'shop', 'priority': 'High'} | INVALID_FIELD    | priority        | must be low, normal, high or urgent, or a number from 0 to 1000, got: "High"
            {'seed': 'meyer', 'database': 'shop', 'priority': '700'} | INVALID_FIELD    | priority        | got: "700"
            {'seed': 'meyer', 'database': 'shop', 'priority': 7.5} | INVALID_FIELD    | priority        | got: 7.5
            {'seed': 'meyer', 'database': 'shop', 'priority': true} | INVALID_FIELD    | priority        | got: true
            {'seed': 'meyer', 'database': 'shop', 'priority': 1001}               | INVALID_FIELD    | priority        | low, normal, high or urgent, or a number from 0 to 1000, got: '1001'
            {'seed': 'meyer', 'database': 'shop', 'tenant': 'A Team'}             | INVALID_FIELD    | tenant          | lower-case letters, digits and single dashes
            {'seed': 'meyer', 'database': 'shop', 'concurrencyKey': ' '}          | INVALID_FIELD    | concurrencyKey  | must not be blank
            {'seed': 'meyer', 'database': 'shop', 'after': [null]}                | INVALID_FIELD    | after[0]        | is missing
            {'seed': 'meyer', 'database': 'shop', 'notBefore': 'tomorrow'}        | INVALID_FIELD    | notBefore       | such as 2026-02-01T02:00:00Z
            {'seed': 'meyer', 'database': 'shop', 'notBefore': '2126-01-01T00:00:00Z'} | INVALID_FIELD | notBefore     | must be within 366 days
            {'seed': 'meyer', 'database': 'shop', 'maxAttempts': 0}               | INVALID_FIELD    | maxAttempts     | between 1 and 100, got: 0
            {'seed': 'meyer', 'database': 'shop', 'timeout': 'soon'}              | INVALID_FIELD    | timeout         | such as 10m or PT10M, got: 'soon'
            {'seed': 'meyer', 'database': 'shop', 'timeout': '0s'}                | INVALID_FIELD    | timeout         | must be a positive duration
            {'seed': 'meyer', 'database': 'shop', 'timeout': '-PT5M'}             | INVALID_FIELD    | timeout         | must be a positive duration
            {'seed': 'meyer', 'database': 'shop', 'timeout': '99999999999h'}      | INVALID_FIELD    | timeout         | at most 30 days
            {'seed': 'meyer', 'database': 'shop', 'parameters': {'fulll': true}}  | INVALID_FIELD    | parameters.fulll | did you mean full?
            {'seed': 'meyer', 'database': 'shop', 'parameters': {'full': 1}}      | INVALID_FIELD    | parameters.full | must be true or false, got: '1'
            {'seed': 'meyer', 'database': 'shop', 'parameters': {'full': null}}   | INVALID_FIELD    | parameters.full | must be true or false, got: null
            {'seed': 'meyer', 'database': 'shop', 'parameters': {'limit': 1.5}}   | INVALID_FIELD    | parameters.limit | must be a whole number
            {'seed': 'meyer', 'database': 'shop', 'parameters': {'note': ['x']}}  | INVALID_FIELD    | parameters.note | must be text
            {'seed': 'omix', 'database': 'shop'}                                  | INVALID_FIELD    | parameters.since | is missing
            """)
    void whatCanNeverRunIsRefusedAndNamesTheField(String posted, Reason reason, String field, String message) {
        assertThatThrownBy(() -> request(posted))
                .hasMessageContaining(message)
                .asInstanceOf(InstanceOfAssertFactories.type(RefusedException.class))
                .returns(reason, RefusedException::reason)
                .returns(field, RefusedException::field);
    }

    @Test
    void messagesDoNotGrowWithWhatWasSent() {
        String huge = "x".repeat(40_000);

        for (String posted : new String[] {
            "{'seed': '" + huge + "', 'database': 'shop'}",
            "{'seed': 'meyer', 'database': '" + huge + "'}",
            "{'seed': 'meyer', 'database': 'shop', 'timeout': '" + huge + "'}",
            "{'seed': 'meyer', 'database': 'shop', 'parameters': {'" + huge + "': 1}}",
            "{'seed': 'meyer', 'database': 'shop', 'parameters': {'limit': '" + huge + "'}}",
            "{'seed': 'meyer', 'database': 'shop', 'parameters': {'note': '" + huge + huge + "'}}"
        }) {
            assertThatThrownBy(() -> request(posted))
                    .isInstanceOf(RefusedException.class)
                    .satisfies(error -> assertThat(error.getMessage()).hasSizeLessThan(500));
        }
    }

    private SeedRequest request(String json) throws Exception {
        return requests.request(JSON.readValue(json.replace('\'', '"'), PostedSeed.class), "", IDENTITY);
    }
}
