package dev.seedgate.cli;

/** How this program was called, so that what it suggests can be copied and run. */
public final class Invocation {
    private Invocation() {}

    /** The name of the script as it was typed. */
    public static String name() {
        String typed = System.getenv("SEEDGATE_COMMAND");
        return typed == null || typed.isBlank() ? "seedctl" : typed;
    }
}
