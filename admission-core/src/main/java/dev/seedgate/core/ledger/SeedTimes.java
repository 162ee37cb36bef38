package dev.seedgate.core.ledger;

import dev.seedgate.protocol.SeedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * How long the last successful runs of a seed took, with as many connections and on the same database: what the next one is expected
 * to take.
 *
 * @param last from the grant to the release, the latest first; at least one
 * @param forgetAt when nobody has run it for so long that nothing can be expected of it any more
 */
public record SeedTimes(String database, String seed, int connections, List<Duration> last, Instant forgetAt)
        implements Entity {
    /** An odd number, so that one of them is in the middle; enough that a few strange ones do not matter. */
    private static final int REMEMBERED = 9;

    private static final Duration REMEMBERED_FOR = Duration.ofDays(90);

    public SeedTimes {
        last = List.copyOf(last);
        if (last.isEmpty()) {
            throw new IllegalArgumentException("nothing is known of a seed that never ran");
        }
    }

    /** The first run is over. */
    public static SeedTimes first(SeedRequest request, Duration took, Instant now) {
        return new SeedTimes(
                request.database(), request.seed(), request.connections(), List.of(took), now.plus(REMEMBERED_FOR));
    }

    /** One more run is over. */
    public SeedTimes with(Duration took, Instant now) {
        List<Duration> latest =
                Stream.concat(Stream.of(took), last.stream()).limit(REMEMBERED).toList();
        return new SeedTimes(database, seed, connections, latest, now.plus(REMEMBERED_FOR));
    }

    /** The median: a run that hung for an hour once says nothing of the next. Of an even number the longer of the two in the middle. */
    public Duration expected() {
        return last.stream().sorted().toList().get(last.size() / 2);
    }

    /** The longest of them. */
    public Duration atMost() {
        return last.stream().max(Duration::compareTo).orElseThrow();
    }

    @Override
    public EntityKey key() {
        return EntityKey.seed(database, seed, connections);
    }
}
