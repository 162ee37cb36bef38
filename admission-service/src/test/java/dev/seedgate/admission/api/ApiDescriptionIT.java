package dev.seedgate.admission.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seedgate.admission.api.problem.ProblemKind;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(HttpOnly.class)
class ApiDescriptionIT {
    @Test
    void describesEveryPathAndMethod() throws Exception {
        JsonNode paths = document().path("paths");
        Set<String> operations = new TreeSet<>();
        paths.properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> operations.add(operation.getKey() + " " + path.getKey())));

        assertThat(operations)
                .containsExactly(
                        "delete /v1/seeds/{id}",
                        "delete /v1/tokens/{token}",
                        "get /v1/catalog",
                        "get /v1/clusters",
                        "get /v1/clusters/{cluster}",
                        "get /v1/clusters/{cluster}/check",
                        "get /v1/clusters/{cluster}/events",
                        "get /v1/clusters/{cluster}/history",
                        "get /v1/clusters/{cluster}/plan",
                        "get /v1/events",
                        "get /v1/me",
                        "get /v1/scaling",
                        "get /v1/schedules",
                        "get /v1/seeds",
                        "get /v1/seeds/{id}",
                        "get /v1/seeds/{id}/events",
                        "get /v1/seeds/{id}/log",
                        "get /v1/seeds/{id}/rejects",
                        "get /v1/tokens",
                        "post /v1/batches",
                        "post /v1/clusters/{cluster}/hold",
                        "post /v1/clusters/{cluster}/kill-seeds",
                        "post /v1/clusters/{cluster}/resume",
                        "post /v1/seeds",
                        "post /v1/seeds/{id}/retry",
                        "post /v1/tokens",
                        "put /v1/tokens/{token}/lease");
    }

    @Test
    void everyOperationHasATitleAndItsAnswersAndEveryKindOfProblemIsSomewhere() throws Exception {
        JsonNode document = document();
        for (JsonNode path : document.path("paths")) {
            for (JsonNode operation : path) {
                assertThat(operation.path("summary").asText()).isNotBlank();
                assertThat(operation.path("responses").size()).isGreaterThan(3);
            }
        }
        String text = document.toString();
        assertThat(Arrays.stream(ProblemKind.values()).map(kind -> "\"" + kind.type() + "\""))
                .allSatisfy(type -> assertThat(text).contains(type));
    }

    @Test
    void describesTheFieldsOfWhatIsPostedAndAnswered() throws Exception {
        JsonNode schemas = document().path("components").path("schemas");

        assertThat(schemas.path("PostedSeed").path("properties").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "seed",
                        "database",
                        "connections",
                        "priority",
                        "tenant",
                        "concurrencyKey",
                        "force",
                        "after",
                        "notBefore",
                        "deadline",
                        "labels",
                        "preemptible",
                        "maxAttempts",
                        "timeout",
                        "parameters");
        assertThat(schemas.path("PostedSeed")
                        .path("properties")
                        .path("priority")
                        .path("oneOf"))
                .hasSize(2);
        assertThat(schemas.path("PriorityName").path("enum")).hasSize(4);
        assertThat(schemas.path("Problem").path("properties").has("field")).isTrue();
        assertThat(schemas.path("Seed").path("properties").has("waiting")).isTrue();
        assertThat(schemas.path("Cluster").path("title").asText()).isNotBlank();
    }

    @Test
    void refersOnlyToWhatItDescribes() throws Exception {
        JsonNode document = document();
        List<String> references = document.findValuesAsText("$ref");

        assertThat(references)
                .contains("#/components/parameters/Idempotency-Key")
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    private static JsonNode document() throws Exception {
        String json = given().accept("application/json")
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        return new ObjectMapper().readTree(json);
    }
}
