package dev.seedgate.localstack.process;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What to start and where its output goes.
 *
 * @param name what messages and logs call the process
 * @param command program and arguments
 * @param environment variables that are set in addition to those of this JVM
 * @param folder the working directory; must exist
 * @param log takes standard output and standard error, appended
 * @param endSignal what asks the process to end in an orderly way
 */
public record ProcessSpec(
        String name, List<String> command, Map<String, String> environment, Path folder, Path log, Signal endSignal) {

    public ProcessSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("The command of process '" + name + "' must not be empty");
        }
    }

    /** A process that runs in {@code folder}, logs to {@code <name>.log} there and ends on SIGTERM. */
    public static ProcessSpec of(String name, Path folder, List<String> command) {
        return new ProcessSpec(name, command, Map.of(), folder, folder.resolve(name + ".log"), Signal.TERM);
    }

    /** The same with a variable more; a second value for a name replaces the first. */
    public ProcessSpec withEnvironment(String variable, String value) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.put(variable, value);
        return new ProcessSpec(name, command, variables, folder, log, endSignal);
    }

    public ProcessSpec withLog(Path file) {
        return new ProcessSpec(name, command, environment, folder, file, endSignal);
    }

    public ProcessSpec withEndSignal(Signal signal) {
        return new ProcessSpec(name, command, environment, folder, log, signal);
    }
}
