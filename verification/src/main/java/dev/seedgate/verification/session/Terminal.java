package dev.seedgate.verification.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A terminal of a hundred columns, by {@code script} of util-linux: the program under it takes it for a person's. */
record Terminal(Path folder, Map<String, String> environment) {
    private static final int COLUMNS = 100;
    private static final int ROWS = 50;

    /** Begins a command of the shell; its output has the terminal's line ends still. */
    Process start(String command) throws IOException {
        String shown = "stty cols %d rows %d -echo; %s".formatted(COLUMNS, ROWS, command);
        ProcessBuilder builder = new ProcessBuilder(List.of("script", "-qec", shown, "/dev/null"))
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().put("TERM", "xterm");
        builder.environment().put("NO_COLOR", "1");
        return builder.start();
    }

    /** Runs a command to its end; returns what stands on the terminal then. */
    String run(String command) throws IOException, InterruptedException {
        Process process = start(command);
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return plain(text);
    }

    /** Without what moves the cursor; what a live display drew before its last picture is left out. */
    static String plain(String text) {
        return text.replace("\r\n", "\n")
                .replaceAll("\u001b\\[[0-9;?]*[a-zA-Z]", "")
                .replace("\u0004\b\b", "")
                .replace("\r", "")
                .replace("^D\b\b", "")
                .stripTrailing();
    }
}
