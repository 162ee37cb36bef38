package dev.seedgate.verification.system;

import static org.awaitility.Awaitility.await;

import dev.seedgate.localstack.LocalStack;
import dev.seedgate.localstack.installation.ConsumerClass;
import dev.seedgate.localstack.installation.Installation;
import dev.seedgate.localstack.installation.InstallationConfig;
import dev.seedgate.localstack.workload.Login;
import dev.seedgate.protocol.TopicNames;
import dev.seedgate.verification.checker.NothingLostOrTwice;
import dev.seedgate.verification.checker.RequestLives;
import dev.seedgate.verification.checker.TokenLives;
import dev.seedgate.verification.checker.TopicWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A small installation in which one seed of two connections fits at a time, so that every grant is a hand-over: 12 − 3 (superusers) − 4
 * (the test's own sessions) − 1 (agent) − 1 (headroom) = 3. Several, one after the other, may use one stack under different topics.
 */
final class RoleInstallation implements AutoCloseable {
    static final int MAX_CONNECTIONS = 12;
    static final String OWNER = "shop_owner";
    /** The {@code application_name} of whatever the test itself opens. */
    static final String TEST = "test";

    private static final int OF_TEST = 4;

    private final Installation installation;
    private final Api http;
    private final Orders orders;
    private final TopicWatch watch;
    final TokenLives tokens = new TokenLives();
    final RequestLives requests = new RequestLives();
    final NothingLostOrTwice promises = new NothingLostOrTwice(requests);

    /**
     * Starts it, and returns when it bids.
     *
     * @param enforcement what is configured, and the prefix of its topics
     * @param seeds how workers are configured to log in
     */
    RoleInstallation(LocalStack stack, Path catalog, Login agent, Login seeds, String enforcement) {
        String prefix = enforcement + ".";
        InstallationConfig config = InstallationConfig.of(catalog, agent, Shop.DATABASE, seeds)
                .withClasses(List.of(new ConsumerClass(TEST, OF_TEST, TEST)))
                .withWorkers(2)
                .withProperty("seedgate.topic-prefix", prefix)
                .withProperty("seedgate.clusters.main.enforcement", enforcement)
                .withProperty("seedgate.clusters.main.databases.shop.owner", OWNER)
                .withProperty("seedgate.clusters.main.databases.shop.username", agent.user())
                .withProperty("seedgate.clusters.main.databases.shop.password", agent.password())
                .withProperty("seedgate.timing.lease", SeedgateSystem.LEASE.toString())
                .withProperty("seedgate.timing.renewal", "PT2S")
                .withProperty("seedgate.timing.suspect-after", "PT4S")
                .withProperty("seedgate.timing.claim", "PT4S")
                .withProperty("seedgate.timing.first-backoff", "PT1S")
                .withProperty("seedgate.timing.max-interruptions", "100")
                .withProperty("seedgate.worker.slots", "1")
                .withProperty("seedgate.worker.lease-margin", "PT1S");
        installation = Installation.start(stack, config);
        http = new Api(() -> List.of(installation.admission().url()));
        orders = new Orders(http, promises);
        watch = TopicWatch.start(stack.broker().bootstrapServers(), new TopicNames(prefix), List.of(tokens, requests));
        await("both workers' bids")
                .atMost(Run.PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> http.get("/v1/clusters/main").body().path("bids").asInt() >= 2);
    }

    Installation processes() {
        return installation;
    }

    List<String> post(int seeds, Duration pause) {
        return orders.postTally(seeds, pause);
    }

    void awaitFinished() {
        await("the end of all that was accepted").atMost(Run.PATIENCE).until(promises::allFinished);
        watch.catchUp(Run.PATIENCE);
    }

    /** From one token's end to the next one's, in the middle of all that were held: what a seed costs that does nothing. */
    Duration medianCycle() {
        List<Duration> cycles = new ArrayList<>();
        @Nullable Instant last = null;
        for (TokenLives.Life life : tokens.all()) {
            if (last != null && life.freedAt() != null) {
                cycles.add(Duration.between(last, life.freedAt()));
            }
            last = life.freedAt();
        }
        cycles.sort(null);
        return cycles.get(cycles.size() / 2);
    }

    @Override
    public void close() {
        watch.close();
        installation.close();
    }
}
