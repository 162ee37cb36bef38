package dev.seedgate.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.seedgate.localstack.LocalStack;
import dev.seedgate.localstack.LocalStackConfig;
import dev.seedgate.protocol.Reply.Grant;
import dev.seedgate.protocol.SeedOutcome.GivenBack;
import dev.seedgate.protocol.TokenRelease;
import dev.seedgate.protocol.TokenTag;
import dev.seedgate.worker.support.Grants;
import dev.seedgate.worker.support.LedgerDriver;
import dev.seedgate.worker.support.TestCatalog;
import dev.seedgate.worker.support.TestDatabase;
import dev.seedgate.worker.support.WorkerProcess;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that dies takes no lease with it into the grave: the worker ends itself in time, and gives back when it can. */
class BrokerLossIT {
    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void disconnectsBeforeItsLeaseIsOverWhenNoRenewalGetsThrough() throws Exception {
        try (LocalStack stack = LocalStack.start(LocalStackConfig.forTests())) {
            TestDatabase database = TestDatabase.create(stack.postgres());
            TestCatalog catalog = new TestCatalog(folder.resolve("catalog"))
                    .sql("endless", "create table endless (id int); select pg_sleep(600);");
            String bootstrap = stack.broker().bootstrapServers();
            try (LedgerDriver ledger = new LedgerDriver(bootstrap, "").start();
                    WorkerProcess worker = WorkerProcess.start(
                                    folder.resolve("worker"),
                                    WorkerProcess.properties(bootstrap, "", catalog, database))
                            .awaitReady()) {
                Grant grant = ledger.grant(Grants.request("endless"), LEASE);
                String tag = new TokenTag("test", grant.token()).applicationName();
                await().atMost(PATIENCE).until(() -> database.sessions(tag) == grant.connections());

                long killedAt = System.nanoTime();
                stack.broker().kill();

                await("that its sessions are gone")
                        .atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(50))
                        .until(() -> database.sessions(tag) == 0);
                assertThat(Duration.ofNanos(System.nanoTime() - killedAt))
                        .as("from the last moment at which a renewal can have got through")
                        .isLessThan(LEASE);
                assertThat(database.query("select to_regclass('endless')")).isEqualTo("null");

                stack.broker().start();

                TokenRelease release = ledger.awaitRelease(grant);
                assertThat(release.outcome())
                        .isEqualTo(new GivenBack("the run was stopped: its lease could not be renewed in time"));
                assertThat(release.disconnected()).isTrue();
                assertThat(worker.process().isAlive()).isTrue();
                assertThat(ledger.awaitBid().worker()).isEqualTo(grant.worker());
            }
        }
    }
}
