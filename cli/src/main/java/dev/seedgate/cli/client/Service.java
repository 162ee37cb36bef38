package dev.seedgate.cli.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.seedgate.cli.client.Exchange.Reply;
import dev.seedgate.cli.client.Exchange.Stream;
import dev.seedgate.protocol.Json;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One admission service on the wire: JSON, problems, and who asks. Every method may throw {@link ProblemException} (the service said no) and
 * {@link UnreachableException} (nobody answered).
 */
final class Service {
    /** Made when it is needed: whoever asks for a token does without. */
    private static final class Mapper {
        /** Lenient in what it reads, so that it may show the answers of an older service too. */
        static final JsonMapper JSON = Json.mapper()
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                .build();
    }

    private static final String JSON = "application/json, application/problem+json";

    private final URI server;
    private final @Nullable ApiKey key;

    Service(URI server, @Nullable ApiKey key) {
        this.server = server;
        this.key = key;
    }

    URI server() {
        return server;
    }

    /** Asks for something. */
    <T> Answer<T> ask(Request request, Class<T> type) {
        String answer = tell(request);
        try {
            JsonNode json = Mapper.JSON.readTree(answer);
            return new Answer<>(json, Mapper.JSON.treeToValue(json, type));
        } catch (IOException e) {
            throw notOurs(request, e);
        }
    }

    /** Tells something; returns the answer as it came. */
    String tell(Request request) {
        URI address = server.resolve(request.path());
        try {
            Reply reply =
                    Exchange.send(request.method(), address, headers(request), json(request.body()), request.timeout());
            if (reply.isError()) {
                throw new ProblemException(problem(reply.status(), address, reply.body()));
            }
            return reply.body();
        } catch (IOException e) {
            throw new UnreachableException(server, e);
        }
    }

    /** The answer to this is none of an admission service. */
    ProblemException notOurs(Request request, IOException why) {
        return notOurs("Not an answer of an admission service", server.resolve(request.path()), why);
    }

    /** What was sent in a stream. */
    <T> Answer<T> read(String text, Class<T> type) {
        try {
            JsonNode json = Mapper.JSON.readTree(text);
            return new Answer<>(json, Mapper.JSON.treeToValue(json, type));
        } catch (JsonProcessingException e) {
            throw notOurs("Not an event of an admission service", server, e);
        }
    }

    /** Asks for something that comes bit by bit. */
    Stream stream(Request request) {
        URI address = server.resolve(request.path());
        try {
            Stream answer = Exchange.begin(
                    request.method(), address, headers(request), json(request.body()), request.timeout());
            if (answer.isError()) {
                throw new ProblemException(problem(answer.status(), address, answer.whole()));
            }
            return answer;
        } catch (IOException e) {
            throw new UnreachableException(server, e);
        }
    }

    private Map<String, String> headers(Request request) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", JSON);
        if (request.body() != null || "POST".equals(request.method())) {
            headers.put("Content-Type", "application/json");
        }
        if (key != null) {
            headers.put("Authorization", key.header());
        }
        headers.putAll(request.headers());
        return headers;
    }

    private byte[] json(@Nullable Object body) {
        if (body == null) {
            return new byte[0];
        }
        try {
            return body instanceof byte[] written ? written : Mapper.JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written as JSON: " + body, e);
        }
    }

    private static ProblemException notOurs(String title, URI asked, IOException why) {
        String said = why instanceof JsonProcessingException json ? json.getOriginalMessage() : String.valueOf(why);
        return new ProblemException(new Problem(null, title, 0, asked + ": " + said, null, null));
    }

    private Problem problem(int status, URI asked, String body) {
        try {
            Problem problem = Mapper.JSON.readValue(body, Problem.class);
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
}
