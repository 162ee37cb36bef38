package dev.seedgate.exec.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A JVM that is killed while its command runs. */
final class StartsAndWaits {
    private StartsAndWaits() {}

    public static void main(String[] args) throws Exception {
        var command = new Command(List.of("sh", "-c", args[1]), Path.of(args[0]), CleanEnvironment.of(System.getenv()));
        RunningCommand running = RunningCommand.start(command, new CommandOutput(line -> {}, 0));
        while (!running.await(Duration.ofMinutes(1))) {
            // until this JVM is killed
        }
    }
}
