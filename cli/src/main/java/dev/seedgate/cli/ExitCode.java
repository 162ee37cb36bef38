package dev.seedgate.cli;

/** What a finished command tells the shell; docs/CLI.md explains each. Those above 63 follow BSD's {@code sysexits.h}. */
public final class ExitCode {
    public static final int OK = 0;
    /** The server said no, or a seed failed. */
    public static final int FAILED = 1;
    /** The arguments make no sense; picocli's choice, and that of most shells. */
    public static final int USAGE = 2;
    /** Of a check, as monitoring plug-ins have it: {@link #OK}, and these. */
    public static final int CHECK_WARN = 1;

    public static final int CHECK_CRITICAL = 2;
    /** The service or the database is away, or the arguments make no sense: nothing is known. */
    public static final int CHECK_UNKNOWN = 3;
    /** {@code EX_UNAVAILABLE}: nobody answers, or the service cannot serve now; the same command may succeed later. */
    public static final int UNAVAILABLE = 69;

    /** {@code EX_TEMPFAIL}: there was no token in time; the command was not started. */
    public static final int NO_TOKEN = 75;
    /** {@code EX_PROTOCOL}: the token was lost, and the command was stopped. */
    public static final int TOKEN_LOST = 76;
    /** The shell's: the command is there but cannot be run. */
    public static final int CANNOT_RUN = 126;
    /** The shell's: there is no such command. */
    public static final int NOT_FOUND = 127;
    /** 128 + SIGINT, as shells have it: ended by Ctrl-C. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
