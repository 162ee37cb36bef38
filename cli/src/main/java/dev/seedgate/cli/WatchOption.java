package dev.seedgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.seedgate.cli.client.ProblemException;
import dev.seedgate.cli.client.UnreachableException;
import dev.seedgate.cli.text.Screen;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** Shows what a verb has to show, once or again and again. */
final class WatchOption {
    private static final Duration PERIOD = Duration.ofSeconds(1);

    @Option(names = "--watch", description = "Again every second, until Ctrl-C; with --json in a line each.")
    private boolean watch;

    /**
     * What there is to show.
     *
     * @param json for scripts
     * @param forPeople the same for people
     */
    record Shown(JsonNode json, Consumer<Printer> forPeople) {}

    boolean watch() {
        return watch;
    }

    /** Once, or until it is interrupted. An answer that fails to come ends only what has not had one yet. */
    void show(ServerOptions server, Supplier<Shown> look) {
        Shown first = look.get();
        if (watch) {
            new Loop(server, look).run(first);
        } else if (server.json()) {
            server.printer().json(first.json());
        } else {
            first.forPeople().accept(server.printer());
        }
    }

    /** One watch from its beginning to its end. */
    private static final class Loop {
        private final ServerOptions server;
        private final Supplier<Shown> look;
        private final Thread thread = Thread.currentThread();
        private final Optional<Screen> screen;
        private List<String> last = List.of();

        Loop(ServerOptions server, Supplier<Shown> look) {
            this.server = server;
            this.look = look;
            this.screen = server.json() ? Optional.empty() : Screen.ofTerminal();
        }

        void run(Shown first) {
            Interruption.during(() -> repeat(first), thread::interrupt);
        }

        /** What was seen last stays on the terminal. */
        private void repeat(Shown first) {
            try {
                for (Shown shown = first; isShown(shown); shown = again()) {
                    Thread.sleep(PERIOD);
                }
            } catch (InterruptedException e) {
                thread.interrupt();
            } finally {
                screen.ifPresent(open -> {
                    open.close();
                    last.forEach(server.printer()::line);
                });
            }
        }

        private Shown again() throws InterruptedException {
            try {
                return look.get();
            } catch (UnreachableException | ProblemException e) {
                String problem = String.valueOf(e.getMessage());
                return new Shown(
                        JsonNodeFactory.instance.objectNode().put("error", problem), printer -> printer.line(problem));
            } catch (IllegalStateException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException(e.getMessage());
                }
                throw e;
            }
        }

        /** False when nobody reads any more. */
        private boolean isShown(Shown shown) {
            Printer printer = server.printer();
            if (server.json()) {
                return printer.isWritten(shown.json().toString());
            }
            if (screen.isEmpty()) {
                printer.line(Printer.time(Instant.now()));
                shown.forPeople().accept(printer);
                return printer.isWritten("");
            }
            last = lines(shown, printer, screen.get().width());
            screen.get().draw(last);
            return true;
        }

        private static List<String> lines(Shown shown, Printer printer, int width) {
            StringWriter text = new StringWriter();
            shown.forPeople()
                    .accept(new Printer(new PrintWriter(text), printer.device().withColumns(width - 1)));
            return text.toString().lines().toList();
        }
    }
}
