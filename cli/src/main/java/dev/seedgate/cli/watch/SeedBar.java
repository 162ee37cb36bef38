package dev.seedgate.cli.watch;

import dev.seedgate.cli.client.SeedView;
import dev.seedgate.cli.text.Bar;
import dev.seedgate.cli.text.Screen;
import dev.seedgate.cli.text.Words;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A bar that is drawn again in place. */
final class SeedBar implements SeedDisplay {
    private static final int WIDEST = 40;

    private final Screen screen;
    private final Bar bar;

    SeedBar(Screen screen, Charset charset) {
        this.screen = screen;
        this.bar = Bar.in(charset);
    }

    @Override
    public void show(SeedView seed, String line) {
        screen.draw(lines(seed, line, bar, Math.min(WIDEST, screen.width() / 2)));
    }

    static List<String> lines(SeedView seed, String line, Bar bar, int width) {
        List<String> lines = new ArrayList<>();
        lines.add(line);
        SeedView.Progress progress = seed.progress();
        if (progress != null) {
            lines.add("%s %3d%%  %s, %s"
                    .formatted(
                            bar.draw(progress.fraction(), width),
                            Math.round(progress.fraction() * 100),
                            ProgressWords.step(progress),
                            Words.duration(seed.runTime(Instant.now()))));
            lines.add(String.join(", ", ProgressWords.figures(progress)));
        }
        return lines;
    }

    @Override
    public void close() {
        screen.close();
    }
}
