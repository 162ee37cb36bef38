package dev.seedgate.verification.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * What this program and all that it started have used of the processors: client, server, broker and services, idle or not. On a machine
 * that others use, too, it says more than the clock. As Linux tells; nothing elsewhere.
 */
final class ProcessorTime {
    /** Of {@code /proc/PID/stat}, counted behind the command's name: user, system, and those of children that have ended. */
    private static final int FIRST = 11;

    private static final int COUNT = 4;
    /** Linux shows ticks of a hundredth of a second, whatever the kernel's own are. */
    private static final long MILLIS_A_TICK = 10;

    private ProcessorTime() {}

    static Duration used() {
        ProcessHandle self = ProcessHandle.current();
        long ticks = Stream.concat(Stream.of(self), self.descendants())
                .mapToLong(process -> ticks(process.pid()))
                .sum();
        return Duration.ofMillis(ticks * MILLIS_A_TICK);
    }

    private static long ticks(long process) {
        try {
            String stat = Files.readString(Path.of("/proc/" + process + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long ticks = 0;
            for (int i = FIRST; i < FIRST + COUNT; i++) {
                ticks += Long.parseLong(fields[i]);
            }
            return ticks;
        } catch (IOException e) {
            return 0; // it has ended, and whoever waited for it has its ticks
        }
    }
}
