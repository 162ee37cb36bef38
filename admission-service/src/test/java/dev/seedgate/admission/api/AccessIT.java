package dev.seedgate.admission.api;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seedgate.admission.config.Role;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what: every operation of the API, by every role. */
@QuarkusTest
@TestProfile(Authenticated.class)
class AccessIT {
    private static final Path SECURITY = Path.of("..", "docs", "SECURITY.md");
    private static final String HOLDER = "urn:seedgate:problem:not-the-holder";

    @TestHTTPResource
    @SuppressWarnings("NullAway.Init") // Quarkus sets it
    URI base;

    private record Answer(int status, String type, JsonNode body) {}

    @BeforeEach
    void ready() {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> when().get("/q/health/ready").statusCode() == 200);
    }

    static List<ApiOperation> operations() {
        return ApiOperation.all();
    }

    @Test
    void thereAreOperations() {
        assertThat(operations()).hasSizeGreaterThan(20);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyOperationHasARoleAndIsRefusedToWhoeverHasItNot(ApiOperation operation) throws Exception {
        assertThat(operation.role()).as("@RolesAllowed of " + operation).isPresent();
        Role least = Role.valueOf(operation.role().orElseThrow().toUpperCase(Locale.ROOT));

        assertThat(ask(operation, null)).satisfies(nobody -> isProblem(nobody, 401, "not-authenticated"));
        for (Role role : Role.values()) {
            Answer answer = ask(operation, Credentials.keyOf(role));
            if (role.compareTo(least) < 0) {
                isProblem(answer, 403, "not-allowed");
            } else {
                assertThat(answer.status()).as("%s by %s", operation, role).isNotIn(401, 429);
                assertThat(answer.status() != 403
                                || HOLDER.equals(answer.body().path("type").asText()))
                        .as("%s by %s: %s", operation, role, answer)
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyOperationsRoleIsWrittenDown(ApiOperation operation) throws Exception {
        assertThat(Files.readString(SECURITY))
                .contains("| `%s` | %s |".formatted(operation, operation.role().orElse("")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer sgk_key-of-the-operator-that-nobody-could-gues",
                "Bearer sgk_",
                "Bearer sgk_key-of-the-operator-that-nobody-could-guess-",
                "Bearer no.jwt.atall",
                "Bearer ",
                "Basic b3BlcmF0b3I6b3BlcmF0b3I=",
                "sgk_key-of-the-operator-that-nobody-could-guess",
            })
    void whoeverIsNotBelievedIsToldNothing(String authorization) {
        problem(given().header("Authorization", authorization).get("/v1/seeds").then(), 401, "not-authenticated")
                .header("WWW-Authenticate", containsString("Bearer"));
    }

    @Test
    void aKeyMayDoWhatItsRoleIncludes() {
        with(Credentials.keyOf(Role.SUBMITTER))
                .body("name", equalTo("the-submitter"))
                .body("roles", contains("submitter", "viewer"));
        with(Credentials.keyOf(Role.OPERATOR)).body("roles", contains("operator", "submitter", "viewer"));
    }

    @Test
    void aTokenOfTheIdentityProviderGivesTheRolesOfItsGroups() {
        with(Credentials.token("ada", "submitter"))
                .body("name", equalTo("ada"))
                .body("roles", contains("submitter", "viewer"));
        with(Credentials.token("grace", "database-people")).body("roles", contains("operator", "submitter", "viewer"));
        problem(bearer(Credentials.token("eve", "accounting")), 403, "not-allowed");
    }

    @Test
    void aTokenThatIsForgedOrOverOrNotForUsIsWorthNothing() {
        for (String token : List.of(
                Credentials.forgedToken(),
                Credentials.unsignedToken(),
                Credentials.token(
                        "ada", "operator", "somebody-else", Instant.now().plusSeconds(300)),
                Credentials.token(
                        "ada", "operator", Credentials.AUDIENCE, Instant.now().minusSeconds(300)))) {
            problem(bearer(token), 401, "not-authenticated");
        }
    }

    @Test
    void whatAPostedSeedIsRefusedForSaysNothingToWhoeverMayNotPost() {
        String viewer = Credentials.keyOf(Role.VIEWER);

        problem(
                given().header("Authorization", "Bearer " + viewer)
                        .contentType("application/json")
                        .body("{\"seed\": \"no such\"")
                        .post("/v1/seeds")
                        .then(),
                403,
                "not-allowed");
    }

    @Test
    void metricsAreForViewersAndHealthAndThePageForEverybody() {
        when().get("/q/metrics").then().statusCode(401);
        given().header("Authorization", "Bearer " + Credentials.keyOf(Role.VIEWER))
                .get("/q/metrics")
                .then()
                .statusCode(200);
        for (String open : List.of("/", "/js/app.js", "/q/health/live", "/q/openapi")) {
            when().get(open).then().statusCode(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/v1/seeds", "/v1/nothing", "/q/health/live"})
    void browsersAreToldToTakeNoAnswerForAnythingElse(String path) {
        when().get(path)
                .then()
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                .header("Strict-Transport-Security", nullValue());
    }

    private static ValidatableResponse bearer(String credentials) {
        return given().header("Authorization", "Bearer " + credentials)
                .get("/v1/me")
                .then();
    }

    private static ValidatableResponse with(String credentials) {
        return bearer(credentials).statusCode(200);
    }

    private static void isProblem(Answer answer, int status, String kind) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.type()).startsWith("application/problem+json");
        assertThat(answer.body().path("type").asText()).isEqualTo("urn:seedgate:problem:" + kind);
    }

    /** Reads no body of an answer that goes well: some never end. */
    private Answer ask(ApiOperation operation, @Nullable String key) throws Exception {
        boolean hasBody =
                operation.method().equals("POST") || operation.method().equals("PUT");
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(operation.example()))
                .method(
                        operation.method(),
                        hasBody ? HttpRequest.BodyPublishers.ofString("{}") : HttpRequest.BodyPublishers.noBody())
                .header("Content-Type", "application/json")
                .header("Seedgate-Holder-Key", "whoever");
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpResponse<InputStream> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                ObjectMapper json = new ObjectMapper();
                String type = answer.headers().firstValue("Content-Type").orElse("");
                return new Answer(
                        answer.statusCode(),
                        type,
                        type.contains("problem") ? json.readTree(body) : json.createObjectNode());
            } finally {
                client.shutdownNow();
            }
        }
    }

    private static ValidatableResponse problem(ValidatableResponse response, int status, String kind) {
        return response.statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:seedgate:problem:" + kind));
    }
}
