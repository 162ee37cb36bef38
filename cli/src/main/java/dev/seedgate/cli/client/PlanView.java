package dev.seedgate.cli.client;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which plan a cluster needs.
 *
 * @param p95Wait the wish: 19 of 20 requests wait no longer
 * @param options leaving everything as it is first
 * @param classes what each class that nobody gates really had
 * @param hours what seeds had by the hour of the day, in UTC
 * @param notes what is taken to be so without being known
 */
public record PlanView(
        String cluster,
        int maxConnections,
        Duration p95Wait,
        Advice advice,
        History history,
        Validation validation,
        List<Option> options,
        List<ClassNeed> classes,
        List<Hour> hours,
        List<String> notes) {

    /**
     * What to do.
     *
     * @param verdict stay, change, take-plan or nothing-meets
     * @param confidence low, fair or high
     * @param why the verdict in words
     * @param sure what the confidence rests on
     */
    public record Advice(String verdict, @Nullable String what, String confidence, String why, String sure) {}

    /** What it rests on. */
    public record History(Instant from, Instant to, int requests, int runs) {}

    /** How long requests waited. */
    public record Waits(Duration median, Duration p95, Duration longest) {}

    /** How well the replay foretells what was measured. */
    public record Validation(int requests, Waits measured, Waits foretold, Duration medianError, Duration p95Error) {}

    /** What would come of something; it has no name where everything stays as it is. */
    public record Option(
            String kind,
            @Nullable String what,
            int maxConnections,
            @Nullable String plan,
            @Nullable BigDecimal price,
            Waits waits,
            Duration makespan,
            int neverStarted,
            int slowed,
            boolean meets,
            boolean meetsForSure,
            boolean fitsOthers) {
        public boolean isStay() {
            return what == null;
        }
    }

    /** What a class really had. */
    public record ClassNeed(String name, int reservation, int peak, int usual, Duration beyond) {}

    /** An hour of the day. */
    public record Hour(int hour, double average, int peak) {}
}
