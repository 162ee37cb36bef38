package dev.seedgate.verification.page;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seedgate.verification.checker.EffectsExactlyOnce;
import dev.seedgate.verification.system.Api;
import dev.seedgate.verification.system.SeedgateSystem;
import dev.seedgate.verification.system.Shop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** What the tests of the page share: a whole and idle installation, and people who have the page open. */
@Timeout(240)
abstract class PageScene {
    static final Duration PATIENCE = Duration.ofMinutes(2);
    /** Longer than any test takes. */
    static final Duration LONG = Duration.ofMinutes(2);

    @SuppressWarnings("NullAway.Init") // set before each test
    SeedgateSystem system;

    private final List<Visitor> visitors = new ArrayList<>();
    private final List<String> posted = new ArrayList<>();

    /** Skips all of them where this machine has no Chromium, before anything is started. */
    @BeforeAll
    static void haveBrowser() {
        SharedBrowser.get();
    }

    @BeforeEach
    void begin() throws Exception {
        system = SeedgateSystem.shared();
        system.mend();
        awaitCluster(
                "an idle installation",
                cluster -> cluster.path("charged").asInt(-1) == 0
                        && cluster.path("bids").asInt() >= system.slots());
    }

    /** Takes back what the test has done. */
    @AfterEach
    void end() throws Exception {
        for (String seed : posted) {
            system.http().cancel(seed);
        }
        system.http().operate("main", "resume", Map.of("by", "the test"));
        visitors.forEach(Visitor::close);
    }

    /** Somebody at a desk, in daylight. */
    final Visitor atDesk() {
        return keep(Visitor.atDesk(SharedBrowser.get(), system.admission().url()));
    }

    /** Somebody with a phone in the dark. */
    final Visitor withPhone() {
        return keep(Visitor.withPhone(SharedBrowser.get(), system.admission().url()));
    }

    private Visitor keep(Visitor visitor) {
        visitors.add(visitor);
        return visitor;
    }

    /** Posts seeds that take that long; returns their ids. */
    final List<String> post(int count, Duration pause) throws IOException {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(post(Map.of(
                    "seed",
                    EffectsExactlyOnce.TALLY,
                    "database",
                    Shop.DATABASE,
                    "parameters",
                    Map.of("entry", UUID.randomUUID().toString(), "pause", String.valueOf(pause.toSeconds())))));
        }
        return ids;
    }

    final String post(Map<String, ?> seed) throws IOException {
        Api.Answer answer = system.http().post(seed, null);
        String id = answer.body().path("id").asText();
        posted.add(id);
        return id;
    }

    /** To be cancelled at the end. */
    final void posted(String id) {
        posted.add(id);
    }

    final void awaitCluster(String what, Predicate<JsonNode> condition) {
        await(what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() ->
                        condition.test(system.http().get("/v1/clusters/main").body()));
    }

    final void awaitState(String seed, String state) {
        await(seed + " " + state)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> state.equals(system.http()
                        .get("/v1/seeds/" + seed)
                        .body()
                        .path("state")
                        .asText()));
    }
}
