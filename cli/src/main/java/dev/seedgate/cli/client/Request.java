package dev.seedgate.cli.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something that is asked of an admission service.
 *
 * @param path with its query
 * @param headers besides those that every request has
 * @param body what is sent as JSON, or the JSON itself as bytes; null for nothing
 * @param timeout how long the service may be silent
 */
record Request(
        String method,
        String path,
        Map<String, String> headers,
        @Nullable Object body,
        Duration timeout) {
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);

    static Request get(String path) {
        return new Request("GET", path, Map.of(), null, ANSWER_TIMEOUT);
    }

    static Request get(String path, Map<String, String> query) {
        return get(path + query(query));
    }

    static Request post(String path, @Nullable Object body) {
        return new Request("POST", path, Map.of(), body, ANSWER_TIMEOUT);
    }

    static Request put(String path, Object body) {
        return new Request("PUT", path, Map.of(), body, ANSWER_TIMEOUT);
    }

    static Request delete(String path, Map<String, String> query) {
        return new Request("DELETE", path + query(query), Map.of(), null, ANSWER_TIMEOUT);
    }

    /** The same with a header, or without where it is null. */
    Request with(String header, @Nullable String value) {
        if (value == null) {
            return this;
        }
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Request(method, path, all, body, timeout);
    }

    /** The same, answered within that time or not at all. */
    Request within(Duration time) {
        return new Request(method, path, headers, body, time);
    }

    private static String query(Map<String, String> parameters) {
        return parameters.isEmpty()
                ? ""
                : parameters.entrySet().stream()
                        .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }

    /** As a part of a path, or as a value of a query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
