package dev.seedgate.cli.exec;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a command and whoever runs it are called in lists. */
final class Names {
    private static final int LONGEST = 100;
    /** Of the words behind the program so many at most, and only such: the others may be secret. */
    private static final int WORDS = 2;

    private static final Path KERNELS_NAME = Path.of("/proc/sys/kernel/hostname");
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9:_-]*");

    private Names() {}

    /** {@code npm run seed-meyer}, {@code psql}. */
    static String purpose(List<String> command) {
        String program = String.valueOf(Path.of(command.getFirst()).getFileName());
        Stream<String> words = command.stream()
                .skip(1)
                .limit(WORDS)
                .takeWhile(word -> WORD.matcher(word).matches());
        return shortened(Stream.concat(Stream.of(program), words).collect(Collectors.joining(" ")));
    }

    /** {@code ada@desk}. */
    static String holder() {
        return shortened(System.getProperty("user.name", "somebody") + "@" + host());
    }

    /** As the kernel has it, where it says: to ask Java is to ask the network, which may take seconds. */
    private static String host() {
        try {
            return Files.readString(KERNELS_NAME).strip();
        } catch (IOException e) {
            return resolvedHost();
        }
    }

    private static String resolvedHost() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    private static String shortened(String name) {
        return name.length() > LONGEST ? name.substring(0, LONGEST) : name;
    }
}
