package dev.seedgate.verification.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** HTTP v1 as any client would speak it, so that what is tested is what is promised. Asks the first replica that answers. */
public final class Api {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(20);

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final Supplier<List<URI>> replicas;

    Api(Supplier<List<URI>> replicas) {
        this.replicas = replicas;
    }

    /** What came back. */
    public record Answer(int status, JsonNode body, Optional<String> retryAfter) {
        public boolean isAccepted() {
            return status == 202;
        }

        /** Of a seed. */
        String id() {
            return body.path("id").asText();
        }

        /** Of a problem: the last word of its URN. */
        String problem() {
            String type = body.path("type").asText();
            return type.substring(type.lastIndexOf(':') + 1);
        }
    }

    /**
     * Posts a seed.
     *
     * @param idempotencyKey null for none
     * @throws IOException when nobody answers
     */
    public Answer post(Map<String, ?> seed, @Nullable String idempotencyKey) throws IOException {
        return send("/v1/seeds", request -> {
            request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(json(seed)));
            return idempotencyKey == null ? request : request.header("Idempotency-Key", idempotencyKey);
        });
    }

    public Answer cancel(String id) throws IOException {
        return send("/v1/seeds/" + id, HttpRequest.Builder::DELETE);
    }

    /** What an operator does to a cluster: {@code hold}, {@code resume}, {@code kill-seeds}. */
    public Answer operate(String cluster, String act, Map<String, ?> how) throws IOException {
        return send(
                "/v1/clusters/" + cluster + "/" + act,
                request -> request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(json(how))));
    }

    public Answer get(String path) throws IOException {
        return send(path, HttpRequest.Builder::GET);
    }

    /** What is at an address; empty where nobody answers. */
    static String text(URI address) {
        try {
            return exchange(HttpRequest.newBuilder(address)).body();
        } catch (IOException e) {
            return "";
        }
    }

    /** A request's own time limit ends where its answer begins; this one bounds the answer as well. */
    private static HttpResponse<String> exchange(HttpRequest.Builder request) throws IOException {
        CompletableFuture<HttpResponse<String>> answer =
                HTTP.sendAsync(request.timeout(ANSWER).build(), BodyHandlers.ofString());
        try {
            return answer.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            answer.cancel(true);
            throw new IOException("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Fills a request in. */
    @FunctionalInterface
    private interface Filling {
        HttpRequest.Builder fill(HttpRequest.Builder request);
    }

    private Answer send(String path, Filling filling) throws IOException {
        IOException nobody = new IOException("no replica runs");
        for (URI replica : replicas.get()) {
            try {
                HttpResponse<String> response = exchange(filling.fill(HttpRequest.newBuilder(replica.resolve(path))));
                return new Answer(
                        response.statusCode(),
                        MAPPER.readTree(response.body()),
                        response.headers().firstValue("Retry-After"));
            } catch (IOException e) {
                nobody = e;
            }
        }
        throw nobody;
    }

    private static String json(Map<String, ?> value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + value, e);
        }
    }
}
