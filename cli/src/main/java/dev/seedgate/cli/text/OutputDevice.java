package dev.seedgate.cli.text;

import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;

/**
 * Where standard output goes. The script asks the shell, because Java cannot tell without a library or a process of its own.
 *
 * @param columns how wide lines may be; empty where nobody minds, as in files and pipes
 * @param terminal whether somebody watches
 * @param colours what may be coloured
 */
public record OutputDevice(OptionalInt columns, boolean terminal, Colours colours) {
    /** A file or a pipe. */
    public static final OutputDevice PLAIN = new OutputDevice(OptionalInt.empty(), false, Colours.NONE);

    /** Set by the script to the terminal's width where standard output is a terminal. */
    static final String COLUMNS_PROPERTY = "seedgate.terminal.columns";

    private static final int LEAST_COLUMNS = 20;

    /** The one of this process. */
    public static OutputDevice current() {
        return of(System.getProperties(), System.getenv());
    }

    /** {@code COLUMNS} in the environment goes before what the terminal says. */
    static OutputDevice of(Properties properties, Map<String, String> environment) {
        String width = properties.getProperty(COLUMNS_PROPERTY, "");
        boolean terminal = !width.isEmpty();
        OptionalInt asked = columns(environment.getOrDefault("COLUMNS", ""));
        return new OutputDevice(
                asked.isPresent() ? asked : columns(width),
                terminal,
                terminal ? Colours.ofTerminal(environment) : Colours.NONE);
    }

    /** The same where lines may be so wide. */
    public OutputDevice withColumns(int newColumns) {
        return new OutputDevice(OptionalInt.of(newColumns), terminal, colours);
    }

    private static OptionalInt columns(String text) {
        return text.matches("[1-9][0-9]{0,4}")
                ? OptionalInt.of(Math.max(LEAST_COLUMNS, Integer.parseInt(text)))
                : OptionalInt.empty();
    }
}
