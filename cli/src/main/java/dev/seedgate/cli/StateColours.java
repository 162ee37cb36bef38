package dev.seedgate.cli;

import dev.seedgate.cli.text.Colours;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** One colour for one meaning, in all tables. */
final class StateColours {
    private StateColours() {}

    /** For words of the states of requests and tokens, and of checks. */
    static UnaryOperator<String> of(Colours colours) {
        return word -> switch (word.toLowerCase(Locale.ROOT)) {
            case "succeeded", "ok" -> colours.good(word);
            case "running", "active", "granted" -> colours.busy(word);
            case "retrying", "held", "suspect", "draining", "warn" -> colours.warn(word);
            case "dead", "critical", "unknown", "missing" -> colours.bad(word);
            case "cancelled" -> colours.faint(word);
            default -> word;
        };
    }
}
