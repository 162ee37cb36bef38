package dev.seedgate.cli.watch;

import dev.seedgate.cli.client.SeedView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** A line for each change of state or step, and now and then one for the progress: for pipes, files and logs of CI. */
final class SeedLines implements SeedDisplay {
    private static final long SPACING = Duration.ofSeconds(5).toNanos();

    private final Consumer<String> out;
    private final LongSupplier clock;
    private String said = "";
    private String step = "";
    private long lastProgress;

    /** @param clock monotonic, in nanoseconds */
    SeedLines(Consumer<String> out, LongSupplier clock) {
        this.out = out;
        this.clock = clock;
        this.lastProgress = clock.getAsLong() - SPACING;
    }

    @Override
    public void show(SeedView seed, String line) {
        if (!line.equals(said)) {
            said = line;
            step = "";
            out.accept(line);
        }
        SeedView.Progress progress = seed.progress();
        if (progress != null) {
            tell(progress);
        }
    }

    private void tell(SeedView.Progress progress) {
        String now = ProgressWords.step(progress);
        if (now.equals(step) && clock.getAsLong() - lastProgress < SPACING) {
            return;
        }
        step = now;
        lastProgress = clock.getAsLong();
        List<String> parts = new ArrayList<>(List.of("  " + now));
        String percent = ProgressWords.percent(progress);
        if (!percent.isEmpty()) {
            parts.add(percent);
        }
        parts.addAll(ProgressWords.figures(progress));
        out.accept(String.join(", ", parts));
    }

    @Override
    public void close() {
        // Nothing was changed.
    }
}
