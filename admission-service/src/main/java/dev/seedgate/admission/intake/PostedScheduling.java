package dev.seedgate.admission.intake;

import static dev.seedgate.admission.intake.FieldChecks.checked;
import static dev.seedgate.admission.intake.FieldChecks.refused;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seedgate.catalog.SeedDefinition;
import dev.seedgate.protocol.Checks;
import dev.seedgate.protocol.NamedPriority;
import dev.seedgate.protocol.Scheduling;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When a posted seed may start and who goes before it, as far as the seed alone tells; whom it follows is still as it was written. How
 * many connections it can use and where it can run is for others to say.
 */
final class PostedScheduling {
    /** A year too many is a slip of the pen. */
    private static final Duration FARTHEST = Duration.ofDays(366);

    private PostedScheduling() {}

    /** @param path of the seed in the JSON, empty or ending in a dot, for messages */
    static Scheduling of(PostedSeed posted, SeedDefinition definition, String path, SeedRequests.Identity identity) {
        return new Scheduling(
                priority(posted.priority(), path + "priority"),
                tenant(posted.tenant(), path + "tenant"),
                identity.batch(),
                concurrencyKey(posted, definition, path + "concurrencyKey"),
                after(posted.after(), path + "after"),
                time(posted.notBefore(), path + "notBefore", identity.acceptedAt()),
                deadline(posted, path, identity.acceptedAt()),
                null,
                List.of(),
                Boolean.TRUE.equals(posted.preemptible()));
    }

    private static @Nullable Instant deadline(PostedSeed posted, String path, Instant now) {
        String field = path + "deadline";
        Instant deadline = time(posted.deadline(), field, now);
        Instant notBefore = time(posted.notBefore(), path + "notBefore", now);
        Instant earliest = notBefore == null || notBefore.isBefore(now) ? now : notBefore;
        if (deadline != null && !deadline.isAfter(earliest)) {
            throw refused(
                    field, field + " must be later than " + earliest + ", or it could never start, got: " + deadline);
        }
        return deadline;
    }

    static int priority(@Nullable JsonNode priority, String field) {
        if (priority == null || priority.isNull()) {
            return Scheduling.DEFAULT_PRIORITY;
        }
        if (priority.isTextual()) {
            return NamedPriority.of(priority.asText()).orElseThrow(() -> noPriority(field, priority));
        }
        if (!priority.isIntegralNumber()) {
            throw noPriority(field, priority);
        }
        return checked(() -> NamedPriority.parse(field, Excerpt.of(priority.asText())));
    }

    private static RefusedException noPriority(String field, JsonNode priority) {
        return refused(field, field + " " + NamedPriority.MUST_BE + ", got: " + Excerpt.of(String.valueOf(priority)));
    }

    static String tenant(@Nullable String tenant, String field) {
        return tenant == null
                ? Scheduling.DEFAULT_TENANT
                : checked(() -> Checks.name(field, tenant, Scheduling.MAX_TENANT));
    }

    private static @Nullable String concurrencyKey(PostedSeed posted, SeedDefinition definition, String field) {
        String key = posted.concurrencyKey();
        return key == null
                ? definition.concurrencyKey()
                : checked(() -> Checks.text(field, key, Scheduling.MAX_CONCURRENCY_KEY));
    }

    private static List<String> after(@Nullable List<@Nullable String> after, String field) {
        List<String> words = new ArrayList<>();
        for (String word : Objects.requireNonNullElse(after, List.<@Nullable String>of())) {
            String element = field + "[" + words.size() + "]";
            words.add(checked(() -> Checks.text(element, word, Scheduling.MAX_ID)));
        }
        if (words.size() > Scheduling.MAX_AFTER) {
            throw refused(field, field + " must name at most " + Scheduling.MAX_AFTER + " seeds, got: " + words.size());
        }
        return words;
    }

    private static @Nullable Instant time(@Nullable String text, String field, Instant now) {
        if (text == null) {
            return null;
        }
        Instant time;
        try {
            time = OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw refused(
                    field,
                    field + " must be a time with its offset, such as 2026-02-01T02:00:00Z or"
                            + " 2026-02-01T02:00:00+01:00, got: '" + Excerpt.of(text) + "'");
        }
        if (time.isAfter(now.plus(FARTHEST))) {
            throw refused(field, field + " must be within " + FARTHEST.toDays() + " days, got: " + time);
        }
        return time;
    }
}
