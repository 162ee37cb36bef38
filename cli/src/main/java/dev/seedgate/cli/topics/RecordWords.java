package dev.seedgate.cli.topics;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seedgate.cli.text.Words;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A record's fields in words. It knows the few that read better in a way of their own; all others are shown by their names, so that
 * nothing new stays hidden.
 */
final class RecordWords {
    /** Shown elsewhere in the line, or of no use to people. */
    private static final Set<String> LEFT_OUT = Set.of(
            "cluster",
            "at",
            "event",
            "type",
            "revision",
            "verifier",
            "replyPartition",
            "parameters",
            "scheduling",
            "acceptedAt",
            "fence",
            "renewal",
            "claim",
            "enforcement",
            "sizing",
            "incarnation");
    /** What a person wrote, or for a person: said last, and without a name. */
    private static final Set<String> REMARKS = Set.of("detail", "error", "reason", "text");

    private RecordWords() {}

    static String of(JsonNode value) {
        if (!value.isObject()) {
            return value.isNull() ? "(removed)" : value.asText();
        }
        List<String> words = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        collect(value, words, remarks);
        String text = String.join(", ", words);
        String remark = String.join("; ", remarks);
        String budget = budget(value.path("budget"));
        return text + (text.isEmpty() || remark.isEmpty() ? "" : ": ") + remark + budget;
    }

    private static void collect(JsonNode value, List<String> words, List<String> remarks) {
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            String name = field.getKey();
            JsonNode content = field.getValue();
            if (LEFT_OUT.contains(name) || isNothing(name, content)) {
                continue;
            }
            if (REMARKS.contains(name) && content.isTextual()) {
                remarks.add(content.asText());
            } else if (name.equals("outcome")) {
                words.add(content.path("type").asText());
                collect(content, words, remarks);
            } else if (name.equals("request") && content.isObject()) {
                words.add("request " + content.path("id").asText());
                words.add(content.path("seed").asText() + " into "
                        + content.path("database").asText());
            } else if (!name.equals("bid") || !value.has("token")) {
                words.add(field(name, content));
            }
        }
    }

    /** What is not so, and was not, needs no words; a bid is over where there is a token. */
    private static boolean isNothing(String name, JsonNode content) {
        boolean no = content.isBoolean() && !content.asBoolean() && !name.equals("disconnected");
        boolean none = name.equals("rejected") && content.asLong() == 0;
        return content.isNull() || no || none || (content.isArray() && content.isEmpty()) || name.equals("budget");
    }

    private static String field(String name, JsonNode content) {
        return switch (name) {
            case "worker" -> content.path("name").asText(content.asText());
            case "connections" -> Words.count(content.asLong(), "connection");
            case "rows" -> Words.count(content.asLong(), "row");
            case "alreadyApplied" -> "was applied before";
            case "preemptible" -> "preemptible";
            case "disconnected" -> content.asBoolean() ? "sessions gone" : "sessions may be left";
            case "by" -> "by " + content.asText();
            default -> spaced(name) + " " + shown(content);
        };
    }

    private static String shown(JsonNode content) {
        if (content.isTextual() && content.asText().startsWith("PT")) {
            try {
                return Words.duration(Duration.parse(content.asText()));
            } catch (DateTimeParseException e) {
                return content.asText();
            }
        }
        return content.isValueNode() ? content.asText() : content.toString();
    }

    /** {@code maxConnections} as {@code max connections}. */
    private static String spaced(String name) {
        return name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }

    private static String budget(JsonNode budget) {
        return budget.isObject()
                ? " | budget %d, charged %d, free %d"
                        .formatted(
                                budget.path("budget").asInt(),
                                budget.path("charged").asInt(),
                                budget.path("free").asInt())
                : "";
    }
}
