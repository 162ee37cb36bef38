package dev.seedgate.cli.watch;

import dev.seedgate.cli.client.SeedView;
import dev.seedgate.cli.text.Screen;
import java.nio.charset.Charset;
import java.util.function.Consumer;

/** Shows a seed as it changes. */
public interface SeedDisplay extends AutoCloseable {
    /**
     * Shows it as it is now.
     *
     * @param line how it stands, in a line
     */
    void show(SeedView seed, String line);

    /** Leaves the terminal as a command should. A second call does nothing. */
    @Override
    void close();

    /** A bar where this program runs in a terminal, lines otherwise. */
    static SeedDisplay on(Consumer<String> out) {
        return Screen.ofTerminal()
                .<SeedDisplay>map(screen -> new SeedBar(screen, Charset.defaultCharset()))
                .orElseGet(() -> new SeedLines(out, System::nanoTime));
    }
}
