package dev.seedgate.catalog;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs a command of somebody else's. It is no part of a transaction: what was before it is committed, and it may run more than once.
 *
 * @param source where it stands, for messages: {@code meyer.yaml:12}
 * @param command the program and its arguments; nothing of it comes from a request
 * @param directory where it runs, absolute
 * @param environment variables beside those that every command gets
 * @param timeout how long it may take; without one, the run's timeout alone holds
 * @param grace between SIGTERM and SIGKILL, when its time is over or it left processes behind; may be zero
 * @param databaseUrl how {@code DATABASE_URL} is to look
 */
public record ExecStep(
        String source,
        List<String> command,
        Path directory,
        Map<String, String> environment,
        Optional<Duration> timeout,
        Duration grace,
        DatabaseUrl databaseUrl)
        implements Step {
    public static final Duration DEFAULT_GRACE = Duration.ofSeconds(10);

    /** What every parameter of a seed reaches its commands by, followed by its name in capitals. */
    public static final String PARAMETER_PREFIX = "SEEDGATE_PARAM_";

    public ExecStep {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** What people call it. */
    public String name() {
        return String.join(" ", command);
    }

    /** How {@code DATABASE_URL} looks to a command. */
    public enum DatabaseUrl {
        /** With {@code connection_limit} and {@code pool_timeout}, which Prisma up to 6 reads. */
        LIMITS,
        /** Without: libpq, and what is built on it, refuses parameters that it does not know. */
        PLAIN
    }
}
