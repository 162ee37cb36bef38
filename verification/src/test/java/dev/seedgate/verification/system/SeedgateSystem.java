package dev.seedgate.verification.system;

import dev.seedgate.localstack.LocalStack;
import dev.seedgate.localstack.LocalStackConfig;
import dev.seedgate.localstack.installation.ConsumerClass;
import dev.seedgate.localstack.installation.Installation;
import dev.seedgate.localstack.installation.InstallationConfig;
import dev.seedgate.localstack.installation.ServiceProcess;
import dev.seedgate.localstack.workload.ApiProbe;
import dev.seedgate.localstack.workload.BackgroundSessions;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One installation for all system tests of a JVM: a broker, a PostgreSQL with 25 connections, the neighbours of the seeds, an
 * admission service and three workers, each a process of its own. Its times are shorter than the defaults, so that tests need not
 * wait long. A test may break anything in it: the next one {@linkplain #begin begins} by mending it.
 *
 * <p>What is left to seeds: 25 − 3 (superusers) − api 2 − studio 2 − background 8 − agent 1 − headroom 1 = 8.
 */
final class SeedgateSystem {
    static final int MAX_CONNECTIONS = 25;
    static final int BUDGET = 8;
    static final int CONNECTIONS_PER_SEED = 2;
    static final Duration LEASE = Duration.ofSeconds(8);
    static final Duration DRAIN_GRACE = Duration.ofSeconds(2);
    /** How long a worker's seeds may go on after SIGTERM. */
    static final Duration GRACE_PERIOD = Duration.ofSeconds(4);

    private static final int API = 2;
    private static final int STUDIO = 2;
    private static final int BACKGROUND = 8;
    private static final int WORKERS = 3;
    private static final int SLOTS_PER_WORKER = 2;
    private static final Duration API_PERIOD = Duration.ofMillis(200);

    private static @Nullable SeedgateSystem shared;

    private final LocalStack stack;
    private final Shop shop;
    private final Installation installation;
    private final ApiProbe api;
    private final BackgroundSessions background;
    private final List<ServiceProcess> standbys = new ArrayList<>();
    private final Api http = new Api(() -> replicas().map(ServiceProcess::url).toList());

    private SeedgateSystem(LocalStack stack) throws IOException, SQLException {
        this.stack = stack;
        Path catalog = stack.folder().resolve("catalog");
        Shop.writeCatalog(catalog);
        this.shop = Shop.create(stack.postgres(), catalog);
        this.api = ApiProbe.start(shop.api(), API, API_PERIOD);
        this.background = BackgroundSessions.open(shop.background(), BACKGROUND - 1); // the sampler is the eighth
        this.installation = Installation.start(stack, configuration(catalog));
    }

    /** The shared installation, started on first use; it ends with this JVM, and its logs with it. */
    static synchronized SeedgateSystem shared() throws IOException, SQLException {
        if (shared == null) {
            shared = new SeedgateSystem(LocalStack.start(LocalStackConfig.forTests()
                    .withMaxConnections(MAX_CONNECTIONS)
                    // The server is killed, the machine is not: what was written is kept, but it must have been
                    // written.
                    .withPostgresSetting("synchronous_commit", "on")));
        }
        return shared;
    }

    private InstallationConfig configuration(Path catalog) {
        return InstallationConfig.of(catalog, shop.agent(), Shop.DATABASE, shop.seeds())
                .withClasses(List.of(
                        new ConsumerClass("api", API, "api"),
                        new ConsumerClass("studio", STUDIO, "studio"),
                        new ConsumerClass("background", BACKGROUND, "background")))
                .withWorkers(WORKERS)
                .withProperty("seedgate.timing.lease", LEASE.toString())
                .withProperty("seedgate.timing.renewal", "PT2S")
                .withProperty("seedgate.timing.suspect-after", "PT4S")
                .withProperty("seedgate.timing.claim", "PT4S")
                .withProperty("seedgate.timing.drain-grace", DRAIN_GRACE.toString())
                .withProperty("seedgate.timing.first-backoff", "PT1S")
                .withProperty("seedgate.timing.max-backoff", "PT4S")
                .withProperty("seedgate.timing.max-interruptions", "100")
                .withProperty("seedgate.worker.slots", Integer.toString(SLOTS_PER_WORKER))
                .withProperty("seedgate.worker.lease-margin", "PT1S")
                .withProperty("seedgate.worker.grace-period", GRACE_PERIOD.toString());
    }

    /** A run with all checkers, on an installation that is whole and idle. */
    Run begin() throws SQLException {
        return begin(false);
    }

    /** The same where the run itself takes PostgreSQL down. */
    Run beginWithServerOutages() throws SQLException {
        return begin(true);
    }

    private Run begin(boolean serverGoesDown) throws SQLException {
        mend();
        return Run.begin(this, serverGoesDown);
    }

    /** Brings back whatever does not run. */
    void mend() {
        stack.broker().start();
        if (stack.postgres().maxConnections() == MAX_CONNECTIONS) {
            stack.postgres().start();
        } else {
            stack.postgres().restart(MAX_CONNECTIONS);
        }
        services().forEach(ServiceProcess::resume);
        services().filter(service -> !service.isAlive()).forEach(ServiceProcess::restart);
        standbys.forEach(ServiceProcess::close);
        standbys.clear();
    }

    /** A second replica of the admission service. */
    ServiceProcess startStandby() {
        ServiceProcess standby = installation.startStandby("standby-" + (standbys.size() + 1));
        standbys.add(standby);
        return standby;
    }

    /** The replica that decides for the cluster: the one whose database agent reports how old its last look is. */
    Optional<ServiceProcess> owner() {
        return replicas()
                .filter(ServiceProcess::isAlive)
                .filter(replica ->
                        Api.text(replica.url().resolve("/q/metrics")).contains("seedgate_agent_observation_age"))
                .findFirst();
    }

    /** How many bids there are when nothing runs. */
    int slots() {
        return workers().size() * SLOTS_PER_WORKER;
    }

    LocalStack stack() {
        return stack;
    }

    Shop shop() {
        return shop;
    }

    Api http() {
        return http;
    }

    ApiProbe api() {
        return api;
    }

    BackgroundSessions background() {
        return background;
    }

    ServiceProcess admission() {
        return installation.admission();
    }

    List<ServiceProcess> workers() {
        return installation.workers();
    }

    ServiceProcess worker(String name) {
        return workers().stream()
                .filter(worker -> worker.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Stream<ServiceProcess> services() {
        return Stream.concat(Stream.of(installation.admission()), installation.workers().stream());
    }

    private Stream<ServiceProcess> replicas() {
        return Stream.concat(Stream.of(installation.admission()), standbys.stream());
    }
}
