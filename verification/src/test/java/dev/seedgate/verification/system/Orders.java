package dev.seedgate.verification.system;

import static org.awaitility.Awaitility.await;

import dev.seedgate.verification.checker.EffectsExactlyOnce;
import dev.seedgate.verification.checker.NothingLostOrTwice;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Posts seeds, and has every 202 on record. May be used by several threads. */
final class Orders {
    private static final Duration POLL = Duration.ofMillis(50);
    /** More than any run of faults costs. */
    private static final int ATTEMPTS = 50;

    private final Api api;
    private final NothingLostOrTwice promises;

    Orders(Api api, NothingLostOrTwice promises) {
        this.api = api;
        this.promises = promises;
    }

    /** Posts that many seeds whose effect can be counted, and which take that long; returns their ids. */
    List<String> postTally(int count, Duration pause) {
        return Stream.generate(() -> insist(tally(newEntry(), pause)))
                .limit(count)
                .toList();
    }

    /**
     * Posts one whose effect can be counted, scheduled as somebody wants it; returns its id, or nothing where it was refused, as it is
     * when it runs after one that has failed or was cancelled.
     */
    Optional<String> postTally(Duration pause, Map<String, ?> scheduling) {
        Map<String, Object> seed = new TreeMap<>(tally(newEntry(), pause));
        seed.putAll(scheduling);
        return Optional.of(insisted(seed)).filter(Api.Answer::isAccepted).map(Api.Answer::id);
    }

    /** Posts seeds of the example catalog; returns their ids. */
    List<String> postExamples(List<String> seeds) {
        return seeds.stream()
                .map(seed -> insist(Map.of("seed", seed, "database", Shop.DATABASE, "maxAttempts", ATTEMPTS)))
                .toList();
    }

    /** Posts once; the caller says what a refusal means. */
    Api.Answer post(Map<String, ?> seed, @Nullable String key) throws IOException {
        Api.Answer answer = api.post(seed, key);
        if (answer.isAccepted()) {
            promises.accepted(answer.id());
        }
        return answer;
    }

    /** What to post for a seed whose effect can be counted. */
    static Map<String, Object> tally(String entry, Duration pause) {
        return Map.of(
                "seed",
                EffectsExactlyOnce.TALLY,
                "database",
                Shop.DATABASE,
                "connections",
                SeedgateSystem.CONNECTIONS_PER_SEED,
                "maxAttempts",
                ATTEMPTS,
                "parameters",
                Map.of("entry", entry, "pause", Double.toString(pause.toMillis() / 1000.0)));
    }

    static String newEntry() {
        return UUID.randomUUID().toString();
    }

    /** As a careful client does: again under the same key until somebody says yes. */
    private String insist(Map<String, ?> seed) {
        return insisted(seed).id();
    }

    private Api.Answer insisted(Map<String, ?> seed) {
        String key = UUID.randomUUID().toString();
        return await("a 202")
                .atMost(Run.PATIENCE)
                .pollInterval(POLL)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> post(seed, key), answer -> answer.status() != 503);
    }
}
