package dev.seedgate.core.outlook;

import dev.seedgate.core.ledger.Ledger;
import dev.seedgate.core.ledger.LiveRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * When each of the requests that wait will start, with the workers that are there. The rules are not written down a second time: a
 * copy of the ledger decides, with time running as fast as it can ({@link ForwardRun} says what is assumed).
 */
public final class Forecast {
    /** Nobody's place in the far future is worth more computing. */
    public static final Duration HORIZON = Duration.ofDays(2);

    /** What is assumed of runs. */
    public enum Pace {
        /** Each takes as long as it usually does. */
        EXPECTED,
        /** Each takes as long as the longest that was seen. */
        SLOWEST
    }

    private Forecast() {}

    /**
     * The expected starts, in their order; whoever is missing starts after the horizon, or not without something that nobody can
     * foresee. A cluster that is held or whose database is away counts as if it went on now.
     *
     * @param ledger is only read
     * @param waiting those of its requests that are of interest: the first in line, not necessarily all
     */
    public static Map<String, Instant> of(Ledger ledger, Collection<LiveRequest> waiting, Instant now, Pace pace) {
        Map<String, Instant> starts = new LinkedHashMap<>();
        if (ledger.state().server() != null) {
            var run = new ForwardRun(
                    ledger,
                    waiting,
                    now,
                    pace,
                    granted -> starts.putIfAbsent(
                            granted.request().id(), granted.token().terms().grantedAt()));
            Instant horizon = run.now().plus(HORIZON);
            boolean goesOn = true;
            while (goesOn && starts.size() < waiting.size() && !run.now().isAfter(horizon)) {
                run.admit();
                goesOn = run.next();
            }
        }
        return Collections.unmodifiableMap(starts);
    }
}
