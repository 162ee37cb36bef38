package dev.seedgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code exec} asks the service for. With a real service and a real database: {@code ExecIT}. */
class ExecVerbTest {
    private static final String NO_TOKEN = """
            {"type":"urn:seedgate:problem:no-token-in-time","title":"No token in time","status":503,"detail":"no token",
             "waiting":{"reason":"budget","text":"2 of 8 connections are free","position":1}}""";

    private static final String TOKEN = """
            {"token":"main-1","fence":1,"cluster":"main","connections":2,"holderKey":"k","lease":"PT15S","renewal":"PT5S",
             "connection":{"host":"127.0.0.1","port":"1","database":"shop","applicationName":"sg:main:main-1"}}""";

    private final StringWriter err = new StringWriter();
    private final StubServer server = new StubServer();
    private final Map<String, String> environment = new HashMap<>(Map.of("XDG_CONFIG_HOME", "/nowhere"));

    @TempDir
    private Path folder;

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void theDatabaseIsTheOptionsThenTheEnvironmentsThenTheProfiles() throws Exception {
        Path config = folder.resolve("config.yaml");
        Files.writeString(config, "default: shop\nprofiles:\n  shop:\n    database: of-profile\n");
        environment.put("SEEDGATE_CONFIG", config.toString());
        server.answering("POST /v1/tokens", 503, NO_TOKEN);

        run("--wait", "0s", "--", "true");
        environment.put("SEEDGATE_DATABASE", "of-environment");
        run("--wait", "0s", "--", "true");
        run("--database", "of-option", "--wait", "0s", "--", "true");

        assertThat(server.requests())
                .extracting(StubServer.Request::body)
                .satisfiesExactly(
                        body -> assertThat(body).contains("\"database\":\"of-profile\""),
                        body -> assertThat(body).contains("\"database\":\"of-environment\""),
                        body -> assertThat(body).contains("\"database\":\"of-option\""));
    }

    @Test
    void theLastOfItsPostsLeavesNoPlaceBehind() {
        server.answering("POST /v1/tokens", 503, NO_TOKEN);

        assertThat(run("--database", "shop", "--connections", "2-4", "--wait", "PT1.2S", "--", "true"))
                .isEqualTo(ExitCode.NO_TOKEN);

        List<StubServer.Request> posts = server.requests();
        assertThat(posts)
                .hasSizeGreaterThan(1)
                .allSatisfy(post -> assertThat(post.body()).contains("\"connections\":{\"min\":2,\"max\":4}"));
        assertThat(posts.getFirst().body()).doesNotContain("keepPlace");
        assertThat(posts.getLast().body()).contains("\"keepPlace\":false");
        assertThat(posts)
                .extracting(StubServer.Request::idempotencyKey)
                .containsOnly(posts.getFirst().idempotencyKey());
        assertThat(err.toString()).contains("No token within 1 s", "place 1, 2 of 8 connections are free");
    }

    @Test
    void theCommandIsToldWhatItHasAndHowMuchItMayGet() {
        server.answering("POST /v1/tokens", 201, TOKEN)
                .answering("PUT /v1/tokens/main-1/lease", 200, "{\"connections\":2,\"keep\":2,\"sizing\":0}")
                .answering("DELETE /v1/tokens/main-1?disconnected=true", 204, "");

        int status = run(
                "--database",
                "shop",
                "--connections",
                "2..4",
                "--url",
                "postgresql://ada:p@127.0.0.1:1/shop",
                "--",
                "sh",
                "-c",
                "test $SEEDGATE_CONNECTIONS = 2 && test $SEEDGATE_MAX_CONNECTIONS = 4");

        assertThat(status).as(err::toString).isZero();
        assertThat(server.requests())
                .last()
                .satisfies(request -> assertThat(request.asked()).startsWith("DELETE"));
    }

    @Test
    void itGoesBackInLineWhereItsTokenCameAndWentBeforeItWasClaimed() {
        server.answering("POST /v1/tokens", 503, """
                        {"type":"urn:seedgate:problem:token-not-claimed","title":"Not claimed","status":503,"detail":"too late"}""")
                .then("POST /v1/tokens", 503, NO_TOKEN)
                .then("POST /v1/tokens", 201, TOKEN)
                .answering("PUT /v1/tokens/main-1/lease", 200, "{\"connections\":2,\"keep\":2,\"sizing\":0}")
                .answering("DELETE /v1/tokens/main-1?disconnected=true", 204, "");

        int status = run("--database", "shop", "--url", "postgresql://ada:p@127.0.0.1:1/shop", "--", "true");

        assertThat(status).as(err::toString).isZero();
        List<String> keys = server.requests().stream()
                .filter(request -> request.asked().startsWith("POST"))
                .map(StubServer.Request::idempotencyKey)
                .toList();
        assertThat(keys).hasSize(3);
        assertThat(keys.get(1)).isNotEqualTo(keys.get(0)).isEqualTo(keys.get(2));
        assertThat(err.toString()).contains("the service was too slow to hand it over; waiting for another");
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("exec", "--server", server.url()));
        all.addAll(List.of(arguments));
        return Seedctl.commandLine(environment)
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(new String[0]));
    }
}
