package dev.seedgate.verification.session;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Types the lines of one session after the other. A line is a command of the shell, or
 *
 * <ul>
 *   <li>{@code [TEXT] COMMAND}, which is ended by Ctrl-C when it has said TEXT;
 *   <li>{@code & [TEXT] COMMAND}, which has said TEXT before the next is typed, and is ended by Ctrl-C after the last: it runs in another terminal;
 *   <li>{@code && [TEXT] COMMAND}, which is ended only with the last session of all.
 * </ul>
 *
 * <p>{@code ID} is the last request's id that was shown, {@code TOKEN} the last token's.
 */
final class Session implements AutoCloseable {
    private static final Pattern LINE = Pattern.compile("(&&?)? ?(?:\\[(.+?)])? ?([^&\\[].*)");
    private static final Pattern REQUEST =
            Pattern.compile("(?<!batch )\\b[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f-]{17}\\b");
    private static final Pattern TOKEN = Pattern.compile("\\bmain-[0-9]+\\b");
    private static final String ELSEWHERE = "    # in another terminal";

    private final Desk desk;
    private final List<Terminal> toTheEnd = new ArrayList<>();
    private final List<String> placeholders = new ArrayList<>();
    private String request = "ID";
    private String token = "TOKEN";

    Session(Desk desk) {
        this.desk = desk;
    }

    /** What stands on the terminal after these lines. */
    String type(List<String> lines) throws IOException, InterruptedException {
        List<String> shown = new ArrayList<>();
        List<Terminal> others = new ArrayList<>();
        try {
            for (String line : lines) {
                System.err.println("terminal-sessions: " + line);
                shown.add(type(line, others));
            }
            for (Terminal other : others) {
                end(other);
            }
        } finally {
            others.forEach(Terminal::close);
        }
        return String.join("\n", shown);
    }

    private String type(String line, List<Terminal> others) throws IOException, InterruptedException {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a line of a session: " + line);
        }
        String command = parts.group(3).replaceAll("\\bID\\b", request).replaceAll("\\bTOKEN\\b", token);
        Terminal terminal = desk.type(command);
        String kind = parts.group(1) == null ? "" : parts.group(1);
        if (kind.equals("&")) {
            others.add(terminal);
            terminal.await(parts.group(2));
            return "$ " + command + ELSEWHERE;
        }
        if (kind.equals("&&")) {
            toTheEnd.add(terminal);
            terminal.await(parts.group(2));
            desk.export(terminal.picture());
            placeholders.add("\0" + placeholders.size());
            return "$ " + command + "\n" + placeholders.getLast();
        }
        try (terminal) {
            if (parts.group(2) != null) {
                terminal.await(parts.group(2));
                return "$ " + command + "\n" + end(terminal);
            }
            String said = terminal.awaitEnd();
            remember(said);
            return said.isEmpty() ? "$ " + command : "$ " + command + "\n" + said;
        }
    }

    /** By Ctrl-C; with all that it said, and where the key was pressed. */
    private static String end(Terminal terminal) throws IOException, InterruptedException {
        String before = terminal.picture();
        terminal.interrupt();
        String after = terminal.awaitEnd();
        return after.startsWith(before) ? before + "\n^C" + after.substring(before.length()) : after + "\n^C";
    }

    private void remember(String said) {
        Matcher shown = REQUEST.matcher(said);
        while (shown.find()) {
            request = shown.group();
        }
        Matcher tokens = TOKEN.matcher(said);
        while (tokens.find()) {
            token = tokens.group();
        }
    }

    /** Ends what goes on to the end, and puts what that said into a text of all sessions. */
    String finish(String text) throws IOException, InterruptedException {
        String finished = text;
        for (int i = toTheEnd.size() - 1; i >= 0; i--) {
            finished = finished.replace(placeholders.get(i), end(toTheEnd.get(i)));
        }
        return desk.withoutPlaces(finished);
    }

    @Override
    public void close() {
        toTheEnd.forEach(Terminal::close);
    }
}
