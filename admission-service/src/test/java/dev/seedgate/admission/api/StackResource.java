package dev.seedgate.admission.api;

import dev.seedgate.admission.LedgerTopics;
import dev.seedgate.localstack.LocalStack;
import dev.seedgate.localstack.LocalStackConfig;
import dev.seedgate.localstack.postgres.Postgres;
import dev.seedgate.protocol.TopicNames;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A broker and a PostgreSQL of its own for the whole service; tests get at the topics and the server by fields of these types. */
public final class StackResource implements QuarkusTestResourceLifecycleManager {
    private @Nullable LocalStack stack;
    private @Nullable LedgerTopics topics;

    @Override
    public Map<String, String> start() {
        stack = LocalStack.start(LocalStackConfig.forTests());
        Postgres postgres = stack.postgres();
        String servers = stack.broker().bootstrapServers();
        topics = LedgerTopics.create(servers, new TopicNames(""));
        return Map.of(
                "kafka.bootstrap.servers", servers,
                "seedgate.clusters.main.agent.url", postgres.jdbcUrl(postgres.database()),
                "seedgate.clusters.main.agent.username", postgres.superuser(),
                "seedgate.clusters.main.agent.password", postgres.password());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(topics, new TestInjector.MatchesType(LedgerTopics.class));
        injector.injectIntoFields(
                Objects.requireNonNull(stack).postgres(), new TestInjector.MatchesType(Postgres.class));
    }

    @Override
    public void stop() {
        if (topics != null) {
            topics.close();
        }
        if (stack != null) {
            stack.close();
        }
    }
}
