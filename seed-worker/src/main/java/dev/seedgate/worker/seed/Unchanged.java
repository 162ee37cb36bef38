package dev.seedgate.worker.seed;

import dev.seedgate.catalog.CopyStep;
import dev.seedgate.catalog.FeedSource;
import dev.seedgate.catalog.SeedDefinition;
import dev.seedgate.protocol.RunLogLine.Kind;
import dev.seedgate.worker.feed.source.FeedComparison;
import dev.seedgate.worker.stop.StoppedException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Whether a seed has nothing to do, because all that it does was done with the very same feeds when it last succeeded. */
final class Unchanged {
    private final SeedRun run;
    private final SeedDefinition definition;
    private final FeedStates states;

    Unchanged(SeedRun run, FeedStates states) {
        this.run = run;
        this.definition = run.definition();
        this.states = states;
    }

    /**
     * Finds out, and says in the run's log why or why not. What cannot be compared counts as changed: the run itself says best what
     * is wrong with it.
     */
    boolean holds() throws SQLException, StoppedException {
        if (!definition.skipUnchanged()) {
            return false;
        }
        if (Boolean.TRUE.equals(run.grant().request().force())) {
            run.log().say(Kind.RUN, "runs whether anything has changed or not, because the request says force");
            return false;
        }
        for (Numbered step : copies()) {
            Optional<String> change = change(step);
            run.stop().check();
            if (change.isPresent()) {
                run.log().say(Kind.RUN, "not skipped: " + change.get());
                return false;
            }
        }
        run.log().say(Kind.RUN, "skipped: definition, parameters and feeds are those of the last success");
        return true;
    }

    /** A copy step and its number, from 1. */
    private record Numbered(int number, CopyStep step) {
        boolean isFromTheWeb() {
            return step.feed().from() instanceof FeedSource.Web;
        }
    }

    /** Files first: to look at them costs nobody else anything. */
    private List<Numbered> copies() {
        return IntStream.range(0, definition.steps().size())
                .filter(i -> definition.steps().get(i) instanceof CopyStep)
                .mapToObj(i -> new Numbered(i + 1, (CopyStep) definition.steps().get(i)))
                .sorted(Comparator.comparing(Numbered::isFromTheWeb))
                .toList();
    }

    private Optional<String> change(Numbered copy) throws SQLException {
        Optional<FeedStates.State> known = states.find(copy.number(), copy.step());
        String source = copy.step().feed().source();
        if (known.isEmpty()) {
            return Optional.of("there is no success to compare with");
        }
        if (!known.get().like()) {
            return Optional.of("request " + known.get().by()
                    + ", the last that succeeded, had another version of the definition or other parameters, or "
                    + copy.step().target().table() + " was emptied or made anew since");
        }
        try {
            return FeedComparison.isSame(copy.step().feed(), known.get().content(), run.stop())
                    ? Optional.empty()
                    : Optional.of(
                            source + " has changed since request " + known.get().by());
        } catch (IOException e) {
            return Optional.of(source + " cannot be compared: " + e.getMessage());
        }
    }
}
