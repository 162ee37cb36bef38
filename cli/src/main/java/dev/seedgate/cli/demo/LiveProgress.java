package dev.seedgate.cli.demo;

import dev.seedgate.cli.ClusterNotes;
import dev.seedgate.cli.client.ClusterView;
import dev.seedgate.cli.client.SeedView;
import dev.seedgate.cli.text.Bar;
import dev.seedgate.cli.text.Colours;
import dev.seedgate.cli.text.Screen;
import dev.seedgate.cli.text.Words;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A bar for each running seed, what waits and why, and the budget, drawn again a few times a second. */
final class LiveProgress implements Progress {
    private static final int SEED_BAR = 24;
    private static final int BATCH_BAR = 36;
    private static final int MOST_WAITING = 5;
    private static final int MOST_EVENTS = 3;

    private final Screen screen;
    private final Narrator narrator;
    private final Bar bar = Bar.in(Charset.defaultCharset());
    private final Colours colours = Colours.ofTerminal(System.getenv());
    private final List<String> events = new ArrayList<>();
    private @Nullable Snapshot last;
    private boolean closed;

    LiveProgress(Screen screen, Narrator narrator) {
        this.screen = screen;
        this.narrator = narrator;
    }

    @Override
    public synchronized void show(Snapshot snapshot) {
        last = snapshot;
        if (!closed) {
            screen.draw(lines(snapshot));
        }
    }

    @Override
    public synchronized void event(String line) {
        if (closed) {
            narrator.line(line);
            return;
        }
        events.add(line);
        if (last != null) {
            screen.draw(lines(last));
        }
    }

    /** What happened beside the seeds stays on the terminal. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            screen.close();
            events.forEach(narrator::line);
        }
    }

    private List<String> lines(Snapshot snapshot) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(batch(snapshot));
        lines.add("");
        snapshot.running().forEach(seed -> lines.add(running(seed)));
        lines.add("");
        lines.addAll(waiting(snapshot));
        lines.add("");
        lines.add(budget(snapshot.cluster()));
        ClusterNotes.of(snapshot.cluster()).forEach(note -> lines.add("         " + colours.bad(note)));
        lines.add("API      %s, %s"
                .formatted(
                        Words.count(snapshot.api().attempts(), "connect"),
                        snapshot.api().failed() == 0
                                ? colours.good("0 failed")
                                : colours.bad(snapshot.api().failed() + " failed")));
        events.stream().skip(Math.max(0, events.size() - MOST_EVENTS)).forEach(event -> lines.add("         " + event));
        return lines;
    }

    private String batch(Snapshot snapshot) {
        double done =
                snapshot.seeds().stream().mapToDouble(SeedView::fractionDone).sum()
                        / Math.max(1, snapshot.seeds().size());
        return "Seeds    %s  %d of %d done, %d running, %d waiting  %s"
                .formatted(
                        colours.good(bar.draw(done, BATCH_BAR)),
                        snapshot.done(),
                        snapshot.seeds().size(),
                        snapshot.running().size(),
                        snapshot.waiting().size(),
                        Words.duration(snapshot.elapsed()));
    }

    private String running(SeedView seed) {
        SeedView.Progress progress = seed.progress();
        String rows = progress == null ? "" : Words.count(progress.rows(), "row");
        return "  %-20s %s %3d%%  %14s  %s  %s"
                .formatted(
                        seed.seed(),
                        colours.busy(bar.draw(seed.fractionDone(), SEED_BAR)),
                        Math.round(seed.fractionDone() * 100),
                        rows,
                        Words.orEmpty(seed.worker()),
                        Words.orEmpty(seed.token()));
    }

    private static List<String> waiting(Snapshot snapshot) {
        List<SeedView> seeds = snapshot.waiting();
        List<String> lines = new ArrayList<>();
        for (SeedView seed : seeds.subList(0, Math.min(MOST_WAITING, seeds.size()))) {
            lines.add("  %-20s waits: %s".formatted(seed.seed(), snapshot.reason(seed)));
        }
        if (seeds.size() > MOST_WAITING) {
            lines.add("  and %d more".formatted(seeds.size() - MOST_WAITING));
        }
        return lines;
    }

    private String budget(ClusterView cluster) {
        StringBuilder text = new StringBuilder("Budget   ");
        Integer budget = cluster.budget();
        if (budget == null) {
            return text.append("PostgreSQL was not seen yet").toString();
        }
        text.append(cluster.maxConnections()).append(" connections: ");
        text.append(cluster.superuserReserved()).append(" superusers, ");
        for (ClusterView.ClassUse use : cluster.classes()) {
            text.append(Math.max(use.reservation(), use.observed()))
                    .append(' ')
                    .append(use.name())
                    .append(", ");
        }
        text.append(cluster.headroom()).append(" headroom, ");
        return text.append(colours.busy("%d seeds (%d in use)".formatted(budget, cluster.charged())))
                .toString();
    }
}
