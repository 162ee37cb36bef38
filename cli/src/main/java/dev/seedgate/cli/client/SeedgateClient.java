package dev.seedgate.cli.client;

import static dev.seedgate.cli.client.Request.delete;
import static dev.seedgate.cli.client.Request.encoded;
import static dev.seedgate.cli.client.Request.get;
import static dev.seedgate.cli.client.Request.post;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one admission service can be asked. Every method may throw {@link ProblemException} (the service said no) and
 * {@link UnreachableException} (nobody answered).
 */
public final class SeedgateClient {
    /** What the service computes when it is asked. */
    private static final Duration ADVICE = Duration.ofMinutes(5);

    private final Service service;

    /**
     * Connects to nobody yet, and will not say who it is.
     *
     * @param server the address of the service, without a path
     */
    public SeedgateClient(URI server) {
        this(server, null);
    }

    /**
     * Connects to nobody yet.
     *
     * @param server the address of the service, without a path
     * @param key shown with everything that is asked; null for none. No answer makes it go anywhere else
     */
    public SeedgateClient(URI server, @Nullable ApiKey key) {
        this.service = new Service(server, key);
    }

    /** What those ask who hold tokens. */
    public HolderClient holder() {
        return new HolderClient(service);
    }

    public URI server() {
        return service.server();
    }

    public Answer<SeedView> submit(SeedOrder order, @Nullable String idempotencyKey) {
        return service.ask(post("/v1/seeds", order).with("Idempotency-Key", idempotencyKey), SeedView.class);
    }

    /** All or nothing. */
    public Answer<BatchView> submitBatch(@Nullable String name, List<SeedOrder> orders) {
        return service.ask(post("/v1/batches", new BatchOrder(name, orders)), BatchView.class);
    }

    public Answer<SeedView> seed(String id) {
        return service.ask(get(seedPath(id)), SeedView.class);
    }

    /** What a request's runs said. */
    public Answer<RunLogView> log(String id) {
        return service.ask(get(seedPath(id) + "/log"), RunLogView.class);
    }

    /**
     * The rows that a seed put aside.
     *
     * @param json one object a line instead of CSV
     */
    public Download rejects(String id, boolean json) {
        String accepted = (json ? "application/x-ndjson" : "text/csv") + ", application/problem+json";
        return new Download(service.stream(get(seedPath(id) + "/rejects").with("Accept", accepted)));
    }

    /**
     * A seed's events: the seed as it is, and as it changes, until it has ended.
     *
     * @param lastEventId where an earlier stream broke off; null to begin with the seed as it is
     */
    public EventStream events(String id, @Nullable String lastEventId) {
        Request request = get(seedPath(id) + "/events")
                .with("Accept", "text/event-stream, application/problem+json")
                .with("Last-Event-ID", lastEventId);
        return new EventStream(server(), service.stream(request.within(EventStream.SILENCE)));
    }

    /** A seed as an event has it. */
    public Answer<SeedView> seed(EventStream.Event event) {
        return service.read(event.data(), SeedView.class);
    }

    /**
     * A page of the requests that a filter lets through.
     *
     * @param filter query parameters of the API: state, database, cluster, batch, seed, limit, after
     */
    public Answer<SeedPage> seeds(Map<String, String> filter) {
        return service.ask(get("/v1/seeds", filter), SeedPage.class);
    }

    public Answer<SeedView> cancel(String id) {
        return service.ask(delete(seedPath(id), Map.of()), SeedView.class);
    }

    /** Queues a request that is dead or cancelled again; answered when that is decided. */
    public Answer<SeedView> retry(String id) {
        return service.ask(post(seedPath(id) + "/retry", null), SeedView.class);
    }

    public Answer<ClusterView.Clusters> clusters() {
        return service.ask(get("/v1/clusters"), ClusterView.Clusters.class);
    }

    public Answer<ClusterView> cluster(String cluster) {
        return service.ask(get(clusterPath(cluster)), ClusterView.class);
    }

    /** Who has which connections, and what is wrong. */
    public Answer<CheckView> check(String cluster) {
        return service.ask(get(clusterPath(cluster) + "/check"), CheckView.class);
    }

    /**
     * Which plan a cluster needs; takes its time.
     *
     * @param query parameters of the API: days, p95Wait
     */
    public Answer<PlanView> plan(String cluster, Map<String, String> query) {
        return service.ask(get(clusterPath(cluster) + "/plan", query).within(ADVICE), PlanView.class);
    }

    /** Stops the granting. */
    public Answer<ClusterView> hold(String cluster, String by, @Nullable String reason) {
        return service.ask(post(clusterPath(cluster) + "/hold", new HoldOrder(by, reason)), ClusterView.class);
    }

    /** Lets it go on. */
    public Answer<ClusterView> resume(String cluster, String by) {
        return service.ask(post(clusterPath(cluster) + "/resume", new ResumeOrder(by)), ClusterView.class);
    }

    /** Ends sessions of tokens, or says which it would. */
    public Answer<KillReport> killSeeds(String cluster, KillOrder order) {
        return service.ask(post(clusterPath(cluster) + "/kill-seeds", order), KillReport.class);
    }

    /**
     * The tokens that are charged now.
     *
     * @param cluster null for all
     */
    public Answer<TokenView.Tokens> tokens(@Nullable String cluster) {
        return service.ask(
                get("/v1/tokens", cluster == null ? Map.of() : Map.of("cluster", cluster)), TokenView.Tokens.class);
    }

    /** What can be posted. */
    public Answer<CatalogView> catalog() {
        return service.ask(get("/v1/catalog"), CatalogView.class);
    }

    /** What is posted by the clock, and what became of it. */
    public Answer<ScheduleView.Schedules> schedules() {
        return service.ask(get("/v1/schedules"), ScheduleView.Schedules.class);
    }

    private static String seedPath(String id) {
        return "/v1/seeds/" + encoded(id);
    }

    private static String clusterPath(String cluster) {
        return "/v1/clusters/" + encoded(cluster);
    }

    private record HoldOrder(String by, @Nullable String reason) {}

    private record ResumeOrder(String by) {}

    private record BatchOrder(@Nullable String name, List<SeedOrder> seeds) {}
}
