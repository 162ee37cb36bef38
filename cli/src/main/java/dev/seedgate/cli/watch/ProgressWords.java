package dev.seedgate.cli.watch;

import dev.seedgate.cli.client.SeedView;
import dev.seedgate.cli.text.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run's progress in words. */
final class ProgressWords {
    private ProgressWords() {}

    /** {@code step 2 of 3, feeds/meyer.csv}. */
    static String step(SeedView.Progress progress) {
        String name = progress.stepName();
        return "step %d of %d".formatted(progress.step(), progress.steps())
                + (name == null || name.isEmpty() ? "" : ", " + name);
    }

    /** {@code 45%}, of this step. Empty where the input's size is not known. */
    static String percent(SeedView.Progress progress) {
        return progress.bytesTotal() <= 0
                ? ""
                : Math.clamp(100 * progress.bytesRead() / progress.bytesTotal(), 0, 100) + "%";
    }

    /** {@code 120,000 rows}, {@code 61,200 rows/s}, {@code 5.2 MB of 41.9 MB}, {@code about 12.5 s left}: what of it is known. */
    static List<String> figures(SeedView.Progress progress) {
        List<String> figures = new ArrayList<>();
        if (progress.rows() > 0) {
            figures.add(Words.count(progress.rows(), "row"));
        }
        Long pace = progress.rowsPerSecond();
        if (pace != null && pace > 0) {
            figures.add(Words.number(pace) + " rows/s");
        }
        if (progress.bytesTotal() > 0) {
            figures.add(Words.bytes(progress.bytesRead()) + " of " + Words.bytes(progress.bytesTotal()));
        } else if (progress.bytesRead() > 0) {
            figures.add(Words.bytes(progress.bytesRead()));
        }
        String left = left(progress);
        if (left != null) {
            figures.add(left);
        }
        return figures;
    }

    private static @Nullable String left(SeedView.Progress progress) {
        Duration left = progress.left();
        if (progress.bytesTotal() > 0 && progress.bytesRead() >= progress.bytesTotal()) {
            return "all read, being written";
        }
        return left == null ? null : "about " + Words.duration(left) + " left";
    }
}
