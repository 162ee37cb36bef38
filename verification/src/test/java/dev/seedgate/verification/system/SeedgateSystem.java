package dev.seedgate.verification.system;

import dev.seedgate.localstack.LocalStack;
import dev.seedgate.localstack.LocalStackConfig;
import dev.seedgate.localstack.installation.ConsumerClass;
import dev.seedgate.localstack.installation.Installation;
import dev.seedgate.localstack.installation.InstallationConfig;
import dev.seedgate.localstack.installation.ServerPlan;
import dev.seedgate.localstack.installation.ServiceProcess;
import dev.seedgate.localstack.installation.ServiceSettings;
import dev.seedgate.localstack.postgres.Postgres;
import dev.seedgate.localstack.workload.ApiProbe;
import dev.seedgate.localstack.workload.BackgroundSessions;
import dev.seedgate.localstack.workload.Login;
import dev.seedgate.verification.checker.Overdrafts;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One installation for all system tests of a JVM: a broker, a PostgreSQL with 25 connections, the neighbours of the seeds, an
 * admission service and three workers, each a process of its own. Its times are shorter than the defaults, so that tests need not
 * wait long. A test may break anything in it: the next one {@linkplain #begin begins} by mending it.
 *
 * <p>What is left to seeds: 25 − 3 (superusers) − api 2 − studio 2 − background 8 − agent 1 − headroom 1 = 8. A test that needs
 * other neighbours, or two replicas, has an installation of its own: {@link #start}.
 */
public final class SeedgateSystem implements AutoCloseable {
    public static final int MAX_CONNECTIONS = 25;
    private static final List<ServerPlan> PLANS =
            List.of(new ServerPlan("Basic", MAX_CONNECTIONS, 15), new ServerPlan("Professional 1", 97, 60));
    public static final int BUDGET = 8;
    public static final int CONNECTIONS_PER_SEED = 2;
    public static final Duration LEASE = Duration.ofSeconds(8);
    static final Duration DRAIN_GRACE = Duration.ofSeconds(2);
    /** How long a worker's seeds may go on after SIGTERM. */
    static final Duration GRACE_PERIOD = Duration.ofSeconds(4);

    /** A service's log, in the form in which images log. */
    static final String JSON_LOG = "json.log";

    /** Connections that the API holds all the time; now and then it opens one more. */
    private static final int API = 2;

    private static final int STUDIO = 2;
    private static final int WORKERS = 3;
    /** The second replica, where there are two. */
    private static final String SECOND = "admission-2";

    /** The replica that wants keys, where there is one. */
    private static final String GUARDED = "guarded";

    private static final int SLOTS_PER_WORKER = 2;
    private static final Duration API_PERIOD = Duration.ofMillis(200);

    private static @Nullable SeedgateSystem shared;

    private final LocalStack stack;
    private final Shop shop;
    private final Installation installation;
    private final ApiProbe api;
    private final Login watcher;
    private final BackgroundSessions background;
    private final @Nullable ServiceProcess second;
    private final List<ServiceProcess> standbys = new ArrayList<>();
    private final Api http = new Api(() -> replicas().map(ServiceProcess::url).toList());

    private SeedgateSystem(LocalStack stack, Shape shape) throws IOException, SQLException {
        this.stack = stack;
        Path catalog = stack.folder().resolve("catalog");
        Shop.writeCatalog(catalog);
        this.shop = Shop.create(stack.postgres(), catalog);
        this.watcher = shape.superuserWatches() ? superuser(stack.postgres()) : shop.background();
        this.api = ApiProbe.start(shop.api(), API, API_PERIOD);
        this.background =
                BackgroundSessions.open(shop.background(), shape.background() - 1); // the sampler is one of them
        this.installation = Installation.start(stack, shape.wiring().apply(configuration(catalog, shape)));
        this.second = shape.twoReplicas() ? installation.startStandby(SECOND) : null;
    }

    /**
     * What differs between installations.
     *
     * @param api reserved for it
     * @param background reserved for it, and in use
     * @param headroom slots that stay free
     * @param twoReplicas whether the admission service has a second replica all the time
     * @param superuserWatches whether PostgreSQL is watched by a superuser, who gets in when nobody else does
     * @param wiring the last word on the configuration
     */
    public record Shape(
            int api,
            int background,
            int headroom,
            boolean twoReplicas,
            boolean superuserWatches,
            UnaryOperator<InstallationConfig> wiring) {
        private static final Shape SHARED = new Shape(API, 8, 1, false, false, config -> config);
    }

    /** The shared installation, started on first use; it ends with this JVM, and its logs with it. */
    public static synchronized SeedgateSystem shared() throws IOException, SQLException {
        if (shared == null) {
            shared = start(LocalStack.start(configured(LocalStackConfig.forTests())), Shape.SHARED);
        }
        return shared;
    }

    /** Ends the shared installation where there is one; whoever wants it next gets a new one. */
    public static synchronized void endShared() {
        if (shared != null) {
            shared.close();
            shared = null;
        }
    }

    /** An installation on a stack of one's own. */
    public static SeedgateSystem start(LocalStack stack, Shape shape) throws IOException, SQLException {
        return new SeedgateSystem(stack, shape);
    }

    /** What every stack here needs. */
    public static LocalStackConfig configured(LocalStackConfig config) {
        return config.withMaxConnections(MAX_CONNECTIONS)
                // The server is killed, the machine is not: what was written is kept, but it must have been written.
                .withPostgresSetting("synchronous_commit", "on");
    }

    private static Login superuser(Postgres server) {
        return new Login(server.jdbcUrl(Shop.DATABASE), server.superuser(), server.password(), "background");
    }

    private InstallationConfig configuration(Path catalog, Shape shape) {
        return asTheImagesLog(InstallationConfig.of(catalog, shop.agent(), Shop.DATABASE, shop.seeds())
                .withClasses(List.of(
                        new ConsumerClass("api", shape.api(), "api"),
                        new ConsumerClass("studio", STUDIO, "studio"),
                        new ConsumerClass("background", shape.background(), "background")))
                .withHeadroom(shape.headroom())
                .withWorkers(WORKERS)
                .withPlans(PLANS)
                .withService(GUARDED, new ServiceSettings(Keys.properties(), Map.of()))
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
                .withProperty("seedgate.worker.grace-period", GRACE_PERIOD.toString()));
    }

    /** Each service, beside its log for people, keeps the JSON that it logs in its image, in {@value #JSON_LOG} in its folder. */
    private static InstallationConfig asTheImagesLog(InstallationConfig config) {
        return config.withProperty("quarkus.log.file.enabled", "true")
                .withProperty("quarkus.log.file.path", JSON_LOG)
                .withProperty("quarkus.log.file.json.enabled", "true")
                .withProperty("quarkus.log.file.rotation.max-file-size", "1G");
    }

    /** A run with all checkers, on an installation that is whole and idle. */
    Run begin() throws SQLException {
        return begin(new Run.Watch(false, Overdrafts.none(), List.of()));
    }

    /** The same where the run itself takes PostgreSQL down. */
    Run beginWithServerOutages() throws SQLException {
        return begin(new Run.Watch(true, Overdrafts.none(), List.of()));
    }

    /** A run that is watched for more. */
    public Run begin(Run.Watch watched) throws SQLException {
        mend();
        return Run.begin(this, watched);
    }

    /** Brings back whatever does not run. */
    public void mend() {
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

    /** A second replica that, unlike the others, wants {@link Keys}. */
    public ServiceProcess startGuarded() {
        ServiceProcess standby = installation.startStandby(GUARDED);
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
    public int slots() {
        return workers().size() * SLOTS_PER_WORKER;
    }

    public LocalStack stack() {
        return stack;
    }

    public Shop shop() {
        return shop;
    }

    public Api http() {
        return http;
    }

    public ApiProbe api() {
        return api;
    }

    public BackgroundSessions background() {
        return background;
    }

    public ServiceProcess admission() {
        return installation.admission();
    }

    public List<ServiceProcess> workers() {
        return installation.workers();
    }

    ServiceProcess worker(String name) {
        return workers().stream()
                .filter(worker -> worker.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** All that belong to the installation for good. */
    public Stream<ServiceProcess> services() {
        return Stream.of(
                        Stream.of(installation.admission()), Stream.ofNullable(second), installation.workers().stream())
                .flatMap(each -> each);
    }

    /** Those and the standbys. */
    Stream<ServiceProcess> everyProcess() {
        return Stream.concat(services(), standbys.stream());
    }

    private Stream<ServiceProcess> replicas() {
        return Stream.of(Stream.of(installation.admission()), Stream.ofNullable(second), standbys.stream())
                .flatMap(each -> each);
    }

    /** Who looks at PostgreSQL for the checkers. */
    public Login watcher() {
        return watcher;
    }

    @Override
    public void close() {
        standbys.forEach(ServiceProcess::close);
        if (second != null) {
            second.close();
        }
        installation.close();
        api.close();
        background.close();
        stack.close();
    }
}
