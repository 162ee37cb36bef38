package dev.seedgate.cli.topics;

import dev.seedgate.cli.text.Colours;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A line for each record, with a line before the first one of another day. */
public final class RecordLine {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private static final int TOPIC_WIDTH = 16;
    private static final int EVENT_WIDTH = 19;

    private final Colours colours;
    private final ZoneId zone;
    private LocalDate day;

    /** @param day the one of which nothing needs to be said: today */
    public RecordLine(Colours colours, ZoneId zone, LocalDate day) {
        this.colours = colours;
        this.zone = zone;
        this.day = day;
    }

    /** Several lines where the day is another than that of the last record. */
    public String of(TopicRecord record) {
        ZonedDateTime at = record.at().atZone(zone);
        String before = at.toLocalDate().equals(day) ? "" : colours.strong(at.toLocalDate() + ":") + "\n";
        day = at.toLocalDate();
        String event = String.format(Locale.ROOT, "%-" + EVENT_WIDTH + "s", record.event());
        return before
                + colours.faint(TIME.format(at)) + "  "
                + String.format(
                        Locale.ROOT, "%-" + TOPIC_WIDTH + "s", record.topic().baseName()) + "  "
                + coloured(record, event) + "  "
                + (record.cluster().isEmpty() ? "" : record.cluster() + "  ")
                + RecordWords.of(record.value()).replace('\n', ' ');
    }

    private String coloured(TopicRecord record, String text) {
        return switch (record.event()) {
            case "token-granted", "grant", "request-succeeded", "token-released", "use-normal", "cluster-resumed" ->
                colours.good(text);
            case "token-suspected",
                    "token-drained",
                    "request-retrying",
                    "connections-asked-back",
                    "use-warn",
                    "cluster-held",
                    "session-ended",
                    "preemption-requested",
                    "resize" -> colours.warn(text);
            case "request-died",
                    "token-reclaimed",
                    "use-critical",
                    "database-unreachable",
                    "seeds-killed",
                    "refusal",
                    "revocation" -> colours.bad(text);
            case "renewal", "presence", "acquire" -> colours.faint(text);
            default -> text;
        };
    }
}
