package dev.seedgate.admission.api;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(HttpOnly.class)
class ProblemsIT {
    @TestHTTPResource
    @SuppressWarnings("NullAway.Init") // Quarkus sets it
    URI base;

    @BeforeEach
    void ready() {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> when().get("/q/health/ready").statusCode() == 200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"seed": "meyer",\\n  "database": shop}                  | 400 | malformed-json   |             | Unrecognized token 'shop'
            {"seed": "meyer"                                         | 400 | malformed-json   |             |
            {"seed": "meyer", "seed": "omix"}                        | 400 | malformed-json   |             | Duplicate field 'seed'
            {"seed": "meyer", "database": "shop"} {}                 | 400 | malformed-json   |             | behind the end
            ``                                                       | 400 | malformed-json   |             | empty
            null                                                     | 400 | malformed-json   |             | empty
            []                                                       | 422 | invalid-field    |             | must be a JSON object
            "meyer"                                                  | 422 | invalid-field    |             | must be a JSON object
            {"seed": "meyer", "databse": "shop"}                     | 422 | invalid-field    | databse     | did you mean database?
            {"seed": "meyer", "database": "shop", "connections": "2"}| 422 | invalid-field    | connections | must be a whole number
            {"seed": "meyer", "database": "shop", "connections": 2.5}| 422 | invalid-field    | connections | must be a whole number
            {"seed": 5, "database": "shop"}                          | 422 | invalid-field    | seed        | must be text
            {"seed": "meyer", "database": "shop", "parameters": []}  | 422 | invalid-field    | parameters  | must be an object
            {"seed": "meyer", "database": "shop", "priority": 99999999999} | 422 | invalid-field | priority | from 0 to 1000, got: '99999999999'
            {"database": "shop"}                                     | 422 | invalid-field    | seed        | is missing
            {"seed": "mayer", "database": "shop"}                    | 422 | unknown-seed     | seed        | did you mean meyer?
            {"seed": "meyer", "database": "x"}                       | 422 | unknown-database | database    | known are: shop, stats
            """)
    void aBadBodyIsAProblemThatSaysWhereAndWhy(
            String body, int status, String kind, @Nullable String field, @Nullable String detail) {
        ValidatableResponse problem = problem(post(body.replace("\\n", "\n")), status, kind);

        problem.body("field", equalTo(field));
        if (detail != null) {
            problem.body("detail", containsString(detail));
        }
    }

    @Test
    void malformedJsonSaysLineAndColumn() {
        problem(post("{\"seed\": \"meyer\",\n  \"database\": shop}"), 400, "malformed-json")
                .body("line", equalTo(2))
                .body("column", equalTo(15));
    }

    @Test
    void bytesThatAreNoTextAreMalformed() {
        ValidatableResponse response = given().contentType("application/json")
                .body(new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '"', ':', '1', '}'})
                .post("/v1/seeds")
                .then();

        problem(response, 400, "malformed-json");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"seeds": []}                                          | seeds            | 1 to 20 seeds, got: 0
            {}                                                     | seeds            | is missing
            {"seeds": [null]}                                      | seeds[0]         | is missing
            {"seeds": {}}                                          | seeds            | must be a list
            {"seeds": [{"seed": "meyer", "database": "shop"}, 5]}  | seeds[1]         | must be an object
            {"name": "No Good", "seeds": [{"seed": "meyer", "database": "shop"}]} | name | lower-case
            {"seeds": [{"seed": "meyer", "database": "shop", "x": 1}]} | seeds[0].x   | there is no field
            """)
    void aBadBatchNamesTheSeedAtFault(String body, String field, String detail) {
        ValidatableResponse response = given().contentType("application/json")
                .body(body)
                .post("/v1/batches")
                .then();

        problem(response, 422, "invalid-field").body("field", equalTo(field)).body("detail", containsString(detail));
    }

    @Test
    void aBatchThatIsTooLargeSaysHowLargeItMayBe() {
        String seed = "{\"seed\": \"meyer\", \"database\": \"shop\"}";
        String body = "{\"seeds\": [" + seed + (", " + seed).repeat(20) + "]}";

        problem(
                        given().contentType("application/json")
                                .body(body)
                                .post("/v1/batches")
                                .then(),
                        422,
                        "invalid-field")
                .body("detail", containsString("1 to 20 seeds, got: 21"));
    }

    @Test
    void pathsMethodsAndMediaTypesThatAreNotThereAreProblems() {
        problem(when().get("/nothing").then(), 404, "not-found");
        problem(when().get("/v1/nothing").then(), 404, "not-found").body("instance", equalTo("/v1/nothing"));
        problem(when().get("/q/nothing").then(), 404, "not-found");
        problem(when().get("/v1/seeds/unknown").then(), 404, "not-found");
        problem(when().delete("/v1/seeds/unknown").then(), 404, "not-found");
        problem(when().get("/v1/clusters/unknown").then(), 404, "not-found")
                .body("detail", containsString("known are: main, other"));
        problem(when().put("/v1/seeds").then(), 405, "method-not-allowed");
        problem(given().contentType("text/plain").body("x").post("/v1/seeds").then(), 415, "unsupported-media-type");
        problem(given().accept("text/html").get("/v1/seeds").then(), 406, "not-acceptable");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            state=runing | state | must be one of
            limit=0      | limit | from 1 to 1000
            limit=1001   | limit | from 1 to 1000
            limit=many   | limit | from 1 to 1000
            after=xyz    | after | of an earlier page
            stat=queued  | stat  | did you mean state?
            """)
    void aBadQueryNamesTheParameter(String query, String parameter, String detail) {
        problem(when().get("/v1/seeds?" + query).then(), 400, "invalid-parameter")
                .body("field", equalTo(parameter))
                .body("detail", containsString(detail));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "größer", ""})
    void aBadIdempotencyKeyIsRefused(String key) {
        ValidatableResponse response = given().contentType("application/json")
                .header("Idempotency-Key", key)
                .body("{\"seed\": \"meyer\", \"database\": \"shop\"}")
                .post("/v1/seeds")
                .then();

        problem(response, 400, "invalid-parameter").body("field", equalTo("Idempotency-Key"));
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedWhetherItsLengthIsAnnouncedOrNot() throws Exception {
        byte[] body = ("{\"seed\": \"" + "x".repeat(300_000) + "\"}").getBytes(StandardCharsets.UTF_8);

        for (HttpRequest.BodyPublisher publisher : new HttpRequest.BodyPublisher[] {
            HttpRequest.BodyPublishers.ofByteArray(body),
            HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))
        }) {
            HttpResponse<String> answer = send(publisher);

            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.body())
                    .contains("urn:seedgate:problem:body-too-large")
                    .contains("102400 bytes");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/seeds/..%2f..%2fetc%2fpasswd",
                "/v1/seeds/%00",
                "/v1/seeds/%22%3E%3Cscript%3E",
                "/v1/seeds/%F0%9F%92%A9",
                "/v1/seeds/a%0d%0aX-Evil:%201",
                "/v1/clusters/%27%20OR%201=1",
                "/v1/seeds/%zz",
                "/v1/seeds?batch=%00",
                "/v1/seeds?after=%F0%9F%92%A9",
                "/v1/tokens?cluster=%0d%0a",
            })
    void hostileNamesAreNothingSpecial(String path) throws IOException {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .matches("(?s)HTTP/1.1 (200|400|404) .*")
                .doesNotContain("\nX-Evil", "Exception", "dev.seedgate");
    }

    @Test
    void aPageFromElsewhereThatLetsItsNamePointHereIsNotAnswered() throws IOException {
        assertThat(raw("GET /v1/me HTTP/1.1\r\nHost: evil.example:8080\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 421 ")
                .contains("urn:seedgate:problem:wrong-host")
                .doesNotContain("operator");
    }

    @Test
    void whoNeedNotSayWhoTheyAreMayDoEverything() {
        when().get("/v1/me").then().statusCode(200).body("roles", contains("operator", "submitter", "viewer"));
        given().header("Authorization", "Bearer sgk_a-key-that-this-service-never-heard-of")
                .get("/v1/me")
                .then()
                .statusCode(200)
                .body("name", nullValue());
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), base.getPort());
                OutputStream out = socket.getOutputStream();
                InputStream in = socket.getInputStream()) {
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private HttpResponse<String> send(HttpRequest.BodyPublisher body) throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpRequest request = HttpRequest.newBuilder(base.resolve("/v1/seeds"))
                    .header("Content-Type", "application/json")
                    .POST(body)
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private static ValidatableResponse post(String body) {
        return given().contentType("application/json")
                .body(body)
                .post("/v1/seeds")
                .then();
    }

    private static ValidatableResponse problem(ValidatableResponse response, int status, String kind) {
        return response.statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:seedgate:problem:" + kind))
                .body("status", equalTo(status))
                .body("traceId", matchesPattern("[0-9a-f]{32}"));
    }
}
