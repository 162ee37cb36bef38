package dev.seedgate.admission.api;

import dev.seedgate.admission.LedgerTopics;
import dev.seedgate.localstack.LocalStack;
import dev.seedgate.localstack.LocalStackConfig;
import dev.seedgate.localstack.broker.Broker;
import dev.seedgate.protocol.TopicNames;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A broker of its own, which tests may kill, with the topics; tests get at both by fields of these types. */
public final class BrokerResource implements QuarkusTestResourceLifecycleManager {
    private @Nullable LocalStack stack;
    private @Nullable LedgerTopics topics;

    @Override
    public Map<String, String> start() {
        stack = LocalStack.start(LocalStackConfig.forTests().withoutPostgres());
        String servers = stack.broker().bootstrapServers();
        topics = LedgerTopics.create(servers, new TopicNames(""));
        return Map.of("kafka.bootstrap.servers", servers);
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(topics, new TestInjector.MatchesType(LedgerTopics.class));
        injector.injectIntoFields(Objects.requireNonNull(stack).broker(), new TestInjector.MatchesType(Broker.class));
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
