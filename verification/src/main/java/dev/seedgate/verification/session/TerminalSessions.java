package dev.seedgate.verification.session;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes the sessions of {@code docs/CLI.md} anew: starts an installation by {@code seedctl up}, types the commands that the document asks
 * for, and puts what they say behind them. A command is asked for by a comment {@code <!-- session: COMMAND -->} before a code block;
 * several stand in lines of their own. {@code ID} is the last request's id that was shown; a line that begins with {@code 4s} is ended by
 * Ctrl-C after so long. Where {@code SEEDGATE_SERVER} names an installation, that one is used, and the sessions of those verbs that start one
 * of their own stay as they are. {@code <!-- usage: VERB -->} asks for a verb's help.
 */
public final class TerminalSessions {
    private static final Pattern BLOCK =
            Pattern.compile("<!-- (session|usage): ?(.*?) -->\\n```[a-z]*\\n.*?\\n?```\\n", Pattern.DOTALL);
    private static final Pattern TIMED = Pattern.compile("([0-9]+)s +(.*)");
    private static final Pattern REQUEST = Pattern.compile("\\b[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f-]{17}\\b");
    private static final Pattern SETTING = Pattern.compile("([A-Z_]+)=(\\S+)");

    private static final Pattern STARTS_ONE = Pattern.compile("^seedctl (up|demo)\\b");

    private final Path root;
    private final Terminal terminal;
    private final String upSaid;
    private String lastRequest = "";

    private TerminalSessions(Path root, Terminal terminal, String upSaid) {
        this.root = root;
        this.terminal = terminal;
        this.upSaid = upSaid;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path root = Path.of(arguments[0]).toAbsolutePath();
        Map<String, String> environment = new HashMap<>();
        environment.put("PATH", root + ":" + System.getenv("PATH"));
        environment.put(
                "XDG_CONFIG_HOME", root.resolve("verification/target/no-config").toString());
        if (System.getenv("SEEDGATE_SERVER") != null) {
            new TerminalSessions(root, new Terminal(root, environment), "").rewrite(root.resolve("docs/CLI.md"));
            return;
        }
        Process up = new Terminal(root, environment).start("exec seedctl up --port 0 --broker-port 0 --workers 1");
        try (BufferedReader lines = up.inputReader()) {
            String said = awaitReady(lines);
            Matcher setting = SETTING.matcher(said);
            while (setting.find()) {
                environment.put(setting.group(1), setting.group(2));
            }
            new TerminalSessions(root, new Terminal(root, environment), said).rewrite(root.resolve("docs/CLI.md"));
        } finally {
            up.destroy();
            up.waitFor();
        }
    }

    private static String awaitReady(BufferedReader lines) throws IOException {
        List<String> said = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            said.add(Terminal.plain(line));
            if (line.contains("Ctrl-C")) {
                return String.join("\n", said);
            }
        }
        throw new IllegalStateException("seedctl up did not come up; it said: " + said);
    }

    private void rewrite(Path document) throws IOException, InterruptedException {
        String text = Files.readString(document);
        StringBuilder written = new StringBuilder();
        int from = 0;
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            written.append(text, from, block.start());
            boolean usage = block.group(1).equals("usage");
            if (!usage && upSaid.isEmpty() && STARTS_ONE.matcher(block.group(2)).find()) {
                written.append(block.group());
                from = block.end();
                continue;
            }
            written.append("<!-- %s: %s -->%n```%s%n%s%n```%n"
                    .formatted(
                            block.group(1),
                            block.group(2),
                            usage ? "text" : "console",
                            usage ? usage(block.group(2)) : session(block.group(2))));
            from = block.end();
        }
        Files.writeString(document, written.append(text, from, text.length()).toString());
    }

    /** Without a terminal, so that it is as wide as everywhere else. */
    private String usage(String verb) throws IOException, InterruptedException {
        return terminal.run("seedctl " + verb + " --help | cat");
    }

    private String session(String commands) throws IOException, InterruptedException {
        List<String> shown = new ArrayList<>();
        for (String line : commands.lines().map(String::strip).toList()) {
            if (line.isEmpty()) {
                continue;
            }
            System.err.println("sessions: " + line);
            shown.add(typed(line));
        }
        return String.join("\n", shown).replace(root.toString(), "~/seedgate");
    }

    private String typed(String line) throws IOException, InterruptedException {
        Matcher timed = TIMED.matcher(line);
        boolean interrupted = timed.matches();
        String command = (interrupted ? timed.group(2) : line).replaceAll("\\bID\\b", lastRequest);
        String said = command.startsWith("seedctl up")
                ? upSaid
                : terminal.run(interrupted ? "timeout --foreground -s INT " + timed.group(1) + " " + command : command);
        remember(said);
        String status = interrupted || !said.isEmpty() ? "" : "(nothing)";
        return "$ " + command + "\n" + shortened(said) + status + (interrupted ? "\n^C" : "");
    }

    private void remember(String said) {
        Matcher request = REQUEST.matcher(said);
        if (request.find()) {
            lastRequest = request.group();
        }
    }

    private static String shortened(String said) {
        List<String> lines = said.lines().toList();
        return lines.size() <= 45 ? said : lines.stream().limit(40).collect(Collectors.joining("\n")) + "\n[…]";
    }
}
