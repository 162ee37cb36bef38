package dev.seedgate.cli.text;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;

/**
 * The lower part of a terminal, drawn again and again in place. Nothing else may print while it is open. The terminal stays in
 * its ordinary mode, so that Ctrl-C does what it always does.
 */
public final class Screen implements AutoCloseable {
    private static final int LEAST_WIDTH = 40;
    private static final int LEAST_HEIGHT = 8;

    private final Terminal terminal;
    private final Display display;
    private boolean closed;

    private Screen(Terminal terminal) {
        this.terminal = terminal;
        this.display = new Display(terminal, false);
    }

    /** The terminal that this program runs in; nothing where its output goes to a file or a pipe, or the terminal is too small. */
    public static Optional<Screen> ofTerminal() {
        if (!OutputDevice.current().terminal()) {
            return Optional.empty(); // JLine takes the terminal that is left where only the output goes to a pipe
        }
        try {
            Terminal terminal = terminal();
            Size size = terminal.getSize();
            if (Terminal.TYPE_DUMB.equals(terminal.getType())
                    || size.getColumns() < LEAST_WIDTH
                    || size.getRows() < LEAST_HEIGHT) {
                terminal.close();
                return Optional.empty();
            }
            return Optional.of(new Screen(terminal));
        } catch (IOException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    /**
     * The terminal that this program reads from and writes to.
     *
     * @throws IllegalStateException when there is none
     */
    static Terminal terminal() throws IOException {
        // The provider that runs stty: the others load native code, of which newer JVMs warn. Without its own signal
        // handlers, because those would take Ctrl-C away from the JVM's shutdown hooks.
        return TerminalBuilder.builder()
                .system(true)
                .exec(true)
                .ffm(false)
                .jni(false)
                .dumb(false)
                .nativeSignals(false)
                .build();
    }

    /** In columns. */
    public int width() {
        return terminal.getSize().getColumns();
    }

    /** Shows these lines instead of the last ones; what is too long or too much is cut off. May hold ANSI colours. */
    public synchronized void draw(List<String> lines) {
        if (closed) {
            return;
        }
        Size size = terminal.getSize();
        display.resize(size.getRows(), size.getColumns());
        List<AttributedString> cut = lines.stream()
                .limit(size.getRows() - 1L)
                .map(line -> AttributedString.fromAnsi(line).columnSubSequence(0, size.getColumns() - 1))
                .toList();
        display.update(cut, -1);
    }

    /** Wipes what was drawn and gives the terminal back. A second call does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        display.update(List.of(), 0);
        terminal.flush();
        try {
            terminal.close();
        } catch (IOException e) {
            // The terminal is gone, and with it what should have been tidied up.
        }
    }
}
