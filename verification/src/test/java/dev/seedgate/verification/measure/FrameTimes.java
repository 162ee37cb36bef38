package dev.seedgate.verification.measure;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The times between a page's frames for a while, and what its main thread did meanwhile. */
final class FrameTimes {
    private static final String BEGIN = """
            span => {
              window.longFrames = [];
              window.longFrameObserver = new PerformanceObserver(list => window.longFrames.push(...list.getEntries()));
              window.longFrameObserver.observe({ type: 'long-animation-frame' });
              const times = []; const start = performance.now(); let last = start;
              window.frameTimes = new Promise(done => {
                const next = now => {
                  times.push(now - last); last = now;
                  if (now - start < span) requestAnimationFrame(next); else done(times);
                };
                requestAnimationFrame(next);
              });
            }""";
    /** What the browser knows of the longest frame that took more than 50 ms; empty where there was none. */
    private static final String LONGEST = """
            () => {
              window.longFrameObserver.disconnect();
              const round = time => Math.round(time);
              const longest = window.longFrames.toSorted((one, other) => other.duration - one.duration)[0];
              return longest === undefined ? '' : `; ${window.longFrames.length} took more than 50 ms, the longest ${round(longest.duration)}: `
                + `${round(longest.startTime + longest.duration - longest.styleAndLayoutStart)} for styles and layout; ${longest.scripts
                  .map(script => `${script.invoker} ${round(script.duration)}, of it forced layout ${round(script.forcedStyleAndLayoutDuration)}`)
                  .join(', ')}`;
            }""";
    /** The browser's names for kinds of work of a main thread, and ours. */
    private static final Map<String, String> KINDS = Map.of(
            "ScriptDuration",
            "scripts",
            "RecalcStyleDuration",
            "styles",
            "LayoutDuration",
            "layout",
            "TaskDuration",
            "all");

    private final Page page;
    /** The browser counts as long as it is open. */
    private final CDPSession session;

    private final Map<String, Double> before;

    private FrameTimes(Page page) {
        this.page = page;
        this.session = page.context().newCDPSession(page);
        session.send("Performance.enable");
        this.before = work();
    }

    /** Begins to count. */
    static FrameTimes begin(Page page, Duration span) {
        FrameTimes times = new FrameTimes(page);
        page.evaluate(BEGIN, (int) span.toMillis());
        return times;
    }

    /** Waits until the time is over; tells the times in milliseconds, and the seconds of work by its kind. */
    String end() {
        List<?> times = (List<?>) page.evaluate("window.frameTimes");
        String longest = (String) page.evaluate(LONGEST);
        Map<String, Double> after = work();
        session.detach();
        List<Double> sorted = times.stream()
                .skip(1)
                .map(time -> ((Number) time).doubleValue())
                .sorted()
                .toList();
        return String.format(
                        Locale.ROOT,
                        "%d, p50 %.0f ms, p95 %.0f ms, p99 %.0f ms, longest %.0f ms (%s)",
                        sorted.size(),
                        at(sorted, 0.5),
                        at(sorted, 0.95),
                        at(sorted, 0.99),
                        sorted.getLast(),
                        after.entrySet().stream()
                                .map(kind -> String.format(
                                        Locale.ROOT,
                                        "%s %.1f s",
                                        kind.getKey(),
                                        kind.getValue() - before.getOrDefault(kind.getKey(), 0.0)))
                                .collect(Collectors.joining(", ")))
                + longest;
    }

    private static double at(List<Double> sorted, double quantile) {
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(quantile * sorted.size())));
    }

    private Map<String, Double> work() {
        Map<String, Double> work = new TreeMap<>();
        session.send("Performance.getMetrics").getAsJsonArray("metrics").forEach(each -> {
            JsonObject metric = each.getAsJsonObject();
            String kind = KINDS.get(metric.get("name").getAsString());
            if (kind != null) {
                work.put(kind, metric.get("value").getAsDouble());
            }
        });
        return work;
    }
}
