package dev.seedgate.exec.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What is to run. No shell is involved.
 *
 * @param arguments the program, sought in its own environment's {@code PATH} unless there is a slash in it, and what it is given
 * @param directory where it runs
 * @param environment all of it; nothing is inherited
 */
public record Command(List<String> arguments, Path directory, Map<String, String> environment) {
    public Command {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("a command needs at least the program's name, got: no argument");
        }
    }

    /** For people; the environment, which has a password in it, is not part of it. */
    @Override
    public String toString() {
        return String.join(" ", arguments);
    }
}
