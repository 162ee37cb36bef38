package dev.seedgate.cli.topics;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets through what people asked for. Renewals and releases name a token only; those of a request's tokens are let through since the
 * first record that named both. So one filter sees all records, in order.
 */
public final class TopicFilter implements Predicate<TopicRecord> {
    private final @Nullable String cluster;
    private final @Nullable String token;
    private final @Nullable String request;
    private final List<Pattern> events;
    private final Set<String> tokensOfRequest = new HashSet<>();

    /**
     * Everything that is null or empty lets all through.
     *
     * @param events words of which one must match; {@code *} stands for anything
     */
    public TopicFilter(
            @Nullable String cluster, @Nullable String token, @Nullable String request, List<String> events) {
        this.cluster = cluster;
        this.token = token;
        this.request = request;
        this.events = events.stream().map(TopicFilter::pattern).toList();
    }

    @Override
    public boolean test(TopicRecord record) {
        return (cluster == null || cluster.equals(record.cluster()))
                && (token == null || token.equals(record.token()))
                && isOfRequest(record)
                && isOfEvents(record.event());
    }

    private boolean isOfRequest(TopicRecord record) {
        if (request == null) {
            return true;
        }
        if (request.equals(record.request())) {
            if (!record.token().isEmpty()) {
                tokensOfRequest.add(record.token());
            }
            return true;
        }
        return record.request().isEmpty() && tokensOfRequest.contains(record.token());
    }

    private boolean isOfEvents(String event) {
        return events.isEmpty()
                || events.stream().anyMatch(pattern -> pattern.matcher(event).matches());
    }

    private static Pattern pattern(String word) {
        String quoted = Pattern.quote(word).replace("*", "\\E.*\\Q");
        return Pattern.compile(quoted, Pattern.CASE_INSENSITIVE);
    }
}
