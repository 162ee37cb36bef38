package dev.seedgate.cli.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.seedgate.protocol.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Speaks to one admission service. Every method may throw {@link ProblemException} (the service said no) and
 * {@link UnreachableException} (nobody answered).
 */
public final class SeedgateClient {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);
    /** What the service computes when it is asked. */
    private static final Duration ADVICE_TIMEOUT = Duration.ofMinutes(5);

    private static final int FIRST_ERROR_STATUS = 400;
    private static final String HOLDER_KEY = "Seedgate-Holder-Key";

    private final URI server;
    private final @Nullable ApiKey key;
    private final HttpClient http;
    /** Lenient in what it reads, so that it may show the answers of an older service too. */
    private final JsonMapper mapper = Json.mapper()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

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
        this.server = server;
        this.key = key;
        this.http = Transport.to(server, CONNECT_TIMEOUT);
    }

    public URI server() {
        return server;
    }

    public Answer<SeedView> submit(SeedOrder order, @Nullable String idempotencyKey) {
        HttpRequest.Builder request = post("/v1/seeds", order);
        if (idempotencyKey != null) {
            request.header("Idempotency-Key", idempotencyKey);
        }
        return send(request, SeedView.class);
    }

    /** All or nothing. */
    public Answer<BatchView> submitBatch(@Nullable String name, List<SeedOrder> orders) {
        return send(post("/v1/batches", new BatchOrder(name, orders)), BatchView.class);
    }

    public Answer<SeedView> seed(String id) {
        return send(to("/v1/seeds/" + encoded(id), Map.of()), SeedView.class);
    }

    /** What a request's runs said. */
    public Answer<RunLogView> log(String id) {
        return send(to("/v1/seeds/" + encoded(id) + "/log", Map.of()), RunLogView.class);
    }

    /**
     * The rows that a seed put aside.
     *
     * @param json one object a line instead of CSV
     */
    public Download rejects(String id, boolean json) {
        HttpRequest.Builder request = to("/v1/seeds/" + encoded(id) + "/rejects", Map.of())
                .setHeader("Accept", (json ? "application/x-ndjson" : "text/csv") + ", application/problem+json");
        HttpResponse<InputStream> response = stream(request);
        return new Download(
                response.body(),
                response.headers().firstValueAsLong("Seedgate-Rejected").orElse(0),
                response.headers()
                        .firstValue("Seedgate-Complete")
                        .map("true"::equals)
                        .orElse(true));
    }

    /**
     * A seed's events: the seed as it is, and as it changes, until it has ended.
     *
     * @param lastEventId where an earlier stream broke off; null to begin with the seed as it is
     */
    public EventStream events(String id, @Nullable String lastEventId) {
        HttpRequest.Builder request = to("/v1/seeds/" + encoded(id) + "/events", Map.of())
                .setHeader("Accept", "text/event-stream, application/problem+json");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        return new EventStream(server, stream(request).body());
    }

    private HttpResponse<InputStream> stream(HttpRequest.Builder request) {
        try {
            HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
            if (response.statusCode() >= FIRST_ERROR_STATUS) {
                try (InputStream body = response.body()) {
                    throw new ProblemException(problem(response.statusCode(), response.uri(), body.readAllBytes()));
                }
            }
            return response;
        } catch (IOException e) {
            throw new UnreachableException(server, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + server, e);
        }
    }

    /** A seed as an event has it. */
    public Answer<SeedView> seed(EventStream.Event event) {
        try {
            JsonNode json = mapper.readTree(event.data());
            return new Answer<>(json, mapper.treeToValue(json, SeedView.class));
        } catch (JsonProcessingException e) {
            throw new ProblemException(new Problem(
                    null,
                    "Not an event of an admission service",
                    0,
                    server + ": " + e.getOriginalMessage(),
                    null,
                    null));
        }
    }

    /**
     * A page of the requests that a filter lets through.
     *
     * @param filter query parameters of the API: state, database, cluster, batch, seed, limit, after
     */
    public Answer<SeedPage> seeds(Map<String, String> filter) {
        return send(to("/v1/seeds", filter), SeedPage.class);
    }

    public Answer<SeedView> cancel(String id) {
        return send(to("/v1/seeds/" + encoded(id), Map.of()).DELETE(), SeedView.class);
    }

    /** Queues a request that is dead or cancelled again; answered when that is decided. */
    public Answer<SeedView> retry(String id) {
        return send(to("/v1/seeds/" + encoded(id) + "/retry", Map.of()).POST(BodyPublishers.noBody()), SeedView.class);
    }

    public Answer<ClusterView.Clusters> clusters() {
        return send(to("/v1/clusters", Map.of()), ClusterView.Clusters.class);
    }

    public Answer<ClusterView> cluster(String cluster) {
        return send(to("/v1/clusters/" + encoded(cluster), Map.of()), ClusterView.class);
    }

    /** Who has which connections, and what is wrong. */
    public Answer<CheckView> check(String cluster) {
        return send(to("/v1/clusters/" + encoded(cluster) + "/check", Map.of()), CheckView.class);
    }

    /**
     * Which plan a cluster needs; takes its time.
     *
     * @param query parameters of the API: days, p95Wait
     */
    public Answer<PlanView> plan(String cluster, Map<String, String> query) {
        return send(to("/v1/clusters/" + encoded(cluster) + "/plan", query).timeout(ADVICE_TIMEOUT), PlanView.class);
    }

    /** Stops the granting. */
    public Answer<ClusterView> hold(String cluster, String by, @Nullable String reason) {
        return send(post("/v1/clusters/" + encoded(cluster) + "/hold", new HoldOrder(by, reason)), ClusterView.class);
    }

    /** Lets it go on. */
    public Answer<ClusterView> resume(String cluster, String by) {
        return send(post("/v1/clusters/" + encoded(cluster) + "/resume", new ResumeOrder(by)), ClusterView.class);
    }

    /** Ends sessions of tokens, or says which it would. */
    public Answer<KillReport> killSeeds(String cluster, KillOrder order) {
        return send(post("/v1/clusters/" + encoded(cluster) + "/kill-seeds", order), KillReport.class);
    }

    /**
     * The tokens that are charged now.
     *
     * @param cluster null for all
     */
    public Answer<TokenView.Tokens> tokens(@Nullable String cluster) {
        return send(to("/v1/tokens", cluster == null ? Map.of() : Map.of("cluster", cluster)), TokenView.Tokens.class);
    }

    /**
     * Waits for a token; no longer than the order says, and that must be less than an answer may take.
     *
     * @param key names this wait, and is the token's holderKey; sent again, it goes on waiting in the same place
     */
    public HeldToken acquire(TokenOrder order, String key) {
        return send(post("/v1/tokens", order).header("Idempotency-Key", key), HeldToken.class)
                .value();
    }

    /** Keeps a token for another lease; gives up after {@code timeout}. */
    public void renew(HeldToken token, Duration timeout) {
        var unused = exchange(to("/v1/tokens/" + encoded(token.token()) + "/lease", Map.of())
                .header(HOLDER_KEY, token.holderKey())
                .timeout(timeout)
                .PUT(BodyPublishers.noBody()));
    }

    /**
     * Gives a token back.
     *
     * @param disconnected whether PostgreSQL is known to have ended all its sessions
     */
    public void release(HeldToken token, boolean disconnected) {
        var unused = exchange(
                to("/v1/tokens/" + encoded(token.token()), Map.of("disconnected", Boolean.toString(disconnected)))
                        .header(HOLDER_KEY, token.holderKey())
                        .DELETE());
    }

    /** What is posted by the clock, and what became of it. */
    public Answer<ScheduleView.Schedules> schedules() {
        return send(to("/v1/schedules", Map.of()), ScheduleView.Schedules.class);
    }

    private record HoldOrder(String by, @Nullable String reason) {}

    private record ResumeOrder(String by) {}

    private record BatchOrder(@Nullable String name, List<SeedOrder> seeds) {}

    private HttpRequest.Builder to(String path, Map<String, String> query) {
        String parameters = query.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        server.resolve(parameters.isEmpty() ? path : path + "?" + parameters))
                .header("Accept", "application/json, application/problem+json")
                .timeout(ANSWER_TIMEOUT);
        return key == null ? request : request.header("Authorization", key.header());
    }

    private HttpRequest.Builder post(String path, Object body) {
        try {
            return to(path, Map.of())
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(mapper.writeValueAsBytes(body)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written as JSON: " + body, e);
        }
    }

    private <T> Answer<T> send(HttpRequest.Builder builder, Class<T> type) {
        HttpResponse<byte[]> response = exchange(builder);
        try {
            JsonNode json = mapper.readTree(response.body());
            return new Answer<>(json, mapper.treeToValue(json, type));
        } catch (JsonProcessingException e) {
            throw new ProblemException(new Problem(
                    null,
                    "Not an answer of an admission service",
                    0,
                    response.uri() + ": " + e.getOriginalMessage(),
                    null,
                    null));
        } catch (IOException e) {
            throw new UnreachableException(server, e);
        }
    }

    private HttpResponse<byte[]> exchange(HttpRequest.Builder builder) {
        try {
            HttpResponse<byte[]> response = http.send(builder.build(), BodyHandlers.ofByteArray());
            if (response.statusCode() >= FIRST_ERROR_STATUS) {
                throw new ProblemException(problem(response.statusCode(), response.uri(), response.body()));
            }
            return response;
        } catch (IOException e) {
            throw new UnreachableException(server, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + server, e);
        }
    }

    private Problem problem(int status, URI asked, byte[] body) {
        try {
            Problem problem = mapper.readValue(body, Problem.class);
            if (problem != null && problem.title() != null) {
                return new Problem(
                        problem.type(), problem.title(), status, problem.detail(), problem.field(), problem.waiting());
            }
        } catch (IOException e) {
            // No problem document: then it is not our service that answered, or something stands in front of it.
        }
        String detail = "%s answered with status %d and no explanation; is an admission service there?"
                .formatted(asked, status);
        return new Problem(null, null, status, detail, null, null);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
