package dev.seedgate.verification.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes the sessions of {@code docs/CLI.md} anew: types what the document asks for, and puts what the terminal shows behind it. A
 * session is asked for by a comment {@code <!-- session: LINES -->} before a code block (what a line may be: {@link Session}), a verb's help
 * by {@code <!-- usage: VERB -->}. The document starts its installation itself, by {@code seedctl up}, and everything else in it goes on
 * there. When anything does not go as asked for, the document stays as it is.
 */
public final class TerminalSessions {
    private static final Pattern BLOCK =
            Pattern.compile("<!-- (session|usage): ?(.*?) -->\\n```[a-z]*\\n.*?\\n?```\\n", Pattern.DOTALL);

    private TerminalSessions() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path root = Path.of(arguments[0]).toAbsolutePath();
        Desk desk = Desk.tidy(root, root.resolve("verification/target/home"));
        Path document = root.resolve("docs/CLI.md");
        try (Session session = new Session(desk)) {
            Files.writeString(document, rewritten(Files.readString(document), session));
        }
    }

    private static String rewritten(String text, Session session) throws IOException, InterruptedException {
        StringBuilder written = new StringBuilder();
        int from = 0;
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            String asked = block.group(2);
            boolean usage = block.group(1).equals("usage");
            written.append(text, from, block.start())
                    .append("<!-- %s: %s -->%n".formatted(block.group(1), asked))
                    .append("```%s%n".formatted(usage ? "text" : "console"))
                    .append(usage ? usage(asked, session) : session.type(lines(asked)))
                    .append("\n```\n");
            from = block.end();
        }
        return session.finish(written.append(text, from, text.length()).toString());
    }

    /** Not in the terminal's width, so that it is as wide as everywhere else. */
    private static String usage(String verb, Session session) throws IOException, InterruptedException {
        String shown = session.type(List.of("seedctl " + verb + " --help | cat"));
        return shown.substring(shown.indexOf('\n') + 1);
    }

    private static List<String> lines(String asked) {
        return asked.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }
}
