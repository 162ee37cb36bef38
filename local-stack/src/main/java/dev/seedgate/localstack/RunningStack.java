package dev.seedgate.localstack;

import dev.seedgate.localstack.broker.Broker;
import dev.seedgate.localstack.broker.BrokerConfig;
import dev.seedgate.localstack.postgres.Postgres;
import dev.seedgate.localstack.postgres.PostgresConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The stack, whatever serves its two halves: starts both at the same time, ends both, looks after the folder. */
final class RunningStack implements LocalStack {

    /** Starts one half of the stack in a folder of its own. */
    @FunctionalInterface
    interface Starter<C, S> {
        S start(C config, Path folder) throws IOException;
    }

    private static final Executor EACH_IN_A_THREAD = Thread::startVirtualThread;

    private final StackFolder folder;
    private final boolean keepData;
    private @Nullable Broker broker;
    private @Nullable Postgres postgres;
    private boolean closed;

    private RunningStack(StackFolder folder, boolean keepData) {
        this.folder = folder;
        this.keepData = keepData;
    }

    static LocalStack start(
            LocalStackConfig config, Starter<BrokerConfig, Broker> brokers, Starter<PostgresConfig, Postgres> servers) {
        StackFolder folder = StackFolder.open(config.folder(), config.keepData());
        RunningStack stack = new RunningStack(folder, config.keepData());
        CompletableFuture<?> bothStarted = CompletableFuture.allOf(
                CompletableFuture.runAsync(() -> stack.startBroker(config.broker(), brokers), EACH_IN_A_THREAD),
                CompletableFuture.runAsync(() -> stack.startPostgres(config.postgres(), servers), EACH_IN_A_THREAD));
        try {
            bothStarted.join();
            return stack;
        } catch (CompletionException e) {
            stack.close();
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void startBroker(BrokerConfig config, Starter<BrokerConfig, Broker> starter) {
        if (config.enabled()) {
            broker = started(starter, config, folder.path().resolve("kafka"));
        }
    }

    private void startPostgres(PostgresConfig config, Starter<PostgresConfig, Postgres> starter) {
        if (config.enabled()) {
            postgres = started(starter, config, folder.path().resolve("postgres"));
        }
    }

    private static <C, S> S started(Starter<C, S> starter, C config, Path folder) {
        try {
            return starter.start(config, folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not prepare " + folder, e);
        }
    }

    @Override
    public Broker broker() {
        if (broker == null) {
            throw new IllegalStateException("This stack was configured without a broker");
        }
        return broker;
    }

    @Override
    public Postgres postgres() {
        if (postgres == null) {
            throw new IllegalStateException("This stack was configured without PostgreSQL");
        }
        return postgres;
    }

    @Override
    public Path folder() {
        return folder.path();
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (broker != null) {
            if (keepData) {
                broker.stop();
            }
            broker.close();
        }
        if (postgres != null) {
            if (keepData) {
                postgres.stop();
            }
            postgres.close();
        }
        folder.close();
    }
}
