package dev.seedgate.cli.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Locale;
import org.jline.terminal.Terminal;

/** Asks whoever sits at the terminal, before something is done that cannot be undone. */
public final class Question {
    private Question() {}

    /** False where input or output is a file or a pipe. */
    public static boolean canBeAsked() {
        try (Terminal terminal = Screen.terminal()) {
            return !Terminal.TYPE_DUMB.equals(terminal.getType());
        } catch (IOException | IllegalStateException e) {
            return false;
        }
    }

    /** Anything but a plain yes is a no. */
    public static boolean isAnsweredYes(String question) {
        System.out.print(question + " [y/N] ");
        System.out.flush();
        try {
            String answer = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
            return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
