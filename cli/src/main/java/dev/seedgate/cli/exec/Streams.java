package dev.seedgate.cli.exec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where this process's standard streams lead to. The JDK cannot say it of one of them alone. */
final class Streams {
    static final int IN = 0;
    static final int OUT = 1;
    static final int ERR = 2;

    private Streams() {}

    /** Whether that one is a terminal. Where the system does not say, it is taken for none. */
    static boolean isTerminal(int number) {
        try {
            String stream = String.valueOf(Files.readSymbolicLink(Path.of("/proc/self/fd", Integer.toString(number))));
            return stream.startsWith("/dev/pts/") || stream.startsWith("/dev/tty") || stream.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }
}
