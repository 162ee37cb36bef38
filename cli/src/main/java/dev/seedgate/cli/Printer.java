package dev.seedgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seedgate.cli.client.ClusterView;
import dev.seedgate.cli.client.ConnectionRange;
import dev.seedgate.cli.client.SeedView;
import dev.seedgate.cli.text.OutputDevice;
import dev.seedgate.cli.text.Table;
import dev.seedgate.cli.text.Words;
import dev.seedgate.protocol.SeedState;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Shows the service's answers on a command's standard output. */
final class Printer {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final PrintWriter out;
    private final OutputDevice device;

    /** @param out standard output */
    Printer(PrintWriter out) {
        this(out, OutputDevice.current());
    }

    /** @param device what {@code out} leads to in the end */
    Printer(PrintWriter out, OutputDevice device) {
        this.out = out;
        this.device = device;
    }

    OutputDevice device() {
        return device;
    }

    void json(JsonNode json) {
        out.println(json.toPrettyString());
    }

    void line(String line) {
        out.println(line);
        out.flush();
    }

    /** False when nobody reads any more, as in {@code seedctl list --watch | head}. */
    boolean isWritten(String line) {
        out.println(line);
        return isRead(out);
    }

    /** False when what was written so far went nowhere. A writer around standard output does not hear of that by itself. */
    static boolean isRead(PrintWriter out) {
        return !out.checkError() && !System.out.checkError();
    }

    /** @param nothing what to say where there is no row */
    void table(Table table, String nothing) {
        if (table.isEmpty()) {
            out.println(nothing);
        } else {
            table.colouring("STATE", StateColours.of(device.colours()));
            table.lines(device).forEach(out::println);
        }
    }

    /** One line for each request. */
    void seeds(List<SeedView> seeds) {
        Instant now = Instant.now();
        Table table = Table.of(
                "!ID", "!STATE", "SEED", "~DATABASE", ">~CONN", ">~ATTEMPT", ">~DONE", ">~ROWS", ">~TIME", "~WORKER");
        for (SeedView seed : seeds) {
            table.row(
                    seed.id(),
                    word(seed.state()),
                    seed.seed(),
                    seed.database(),
                    seed.connections(),
                    seed.attempt() + "/" + seed.maxAttempts(),
                    seed.state() == SeedState.RUNNING ? Math.round(seed.fractionDone() * 100) + "%" : "",
                    rows(seed),
                    seed.startedAt() == null ? "" : Words.duration(seed.runTime(now)),
                    Words.orEmpty(seed.worker()));
        }
        table(table, "None.");
    }

    private static String rows(SeedView seed) {
        if (seed.skipped() != null) {
            return "skipped";
        }
        return seed.rows() == null ? "" : Words.number(seed.rows());
    }

    /** The waiting ones and why they wait. */
    void waiting(List<SeedView> seeds) {
        Table table = Table.of(">#", "!ID", "SEED", "~DATABASE", ">~CONN", ">~STARTS IN", "WAITS BECAUSE");
        Instant now = Instant.now();
        for (SeedView seed : seeds) {
            SeedView.Waiting waiting = seed.waiting();
            table.row(
                    waiting == null ? "" : Words.orEmpty(waiting.position()),
                    seed.id(),
                    seed.seed(),
                    seed.database(),
                    seed.connections(),
                    waiting == null || waiting.startsAt() == null ? "" : in(waiting.startsAt(), now),
                    reason(seed));
        }
        table(table, "None.");
    }

    private static String in(Instant start, Instant now) {
        return start.isAfter(now) ? "~" + Words.duration(Duration.between(now, start)) : "now";
    }

    void budget(ClusterView cluster) {
        BudgetTable.lines(cluster, device).forEach(out::println);
    }

    /** Everything about one request. */
    void seed(SeedView seed) {
        field("id", seed.id());
        field("seed", seed.seed() + " into " + seed.database() + " (cluster " + seed.cluster() + ")");
        field("state", word(seed.state()) + stateDetail(seed));
        field("version", seed.definitionVersion());
        field("connections", new ConnectionRange(seed.connections(), seed.maxConnections()));
        field("starts", start(seed.waiting()));
        field("priority", seed.priority());
        field("tenant", seed.tenant());
        field("key", seed.concurrencyKey());
        field("labels", joined(seed.labels()));
        field("preemptible", Boolean.TRUE.equals(seed.preemptible()) ? "yes" : null);
        field("after", joined(seed.after()));
        field(
                "attempt",
                seed.attempt() + " of " + seed.maxAttempts()
                        + (seed.interruptions() == 0
                                ? ""
                                : ", interrupted " + Words.count(seed.interruptions(), "time")));
        field("batch", seed.batch());
        field("parameters", seed.parameters() == null || seed.parameters().isEmpty() ? null : seed.parameters());
        field("token", seed.token());
        field("worker", seed.worker());
        field("forced", Boolean.TRUE.equals(seed.force()) ? "yes" : null);
        field("skipped", seed.skipped() == null ? null : seed.skipped().words());
        field("rows", seed.rows() == null ? null : Words.number(seed.rows()));
        field(
                "put aside",
                seed.rowsPutAside() == 0
                        ? null
                        : Words.number(seed.rowsPutAside()) + "; see them with: " + Invocation.name() + " rejects "
                                + seed.id());
        field("accepted", seed.acceptedAt());
        field("started", seed.startedAt());
        field("finished", seed.finishedAt());
        field(
                "took",
                seed.finishedAt() == null || seed.startedAt() == null
                        ? null
                        : Words.duration(seed.runTime(Instant.now())));
        field("not before", seed.state().isFinal() ? null : seed.notBefore());
        field("deadline", seed.state().isFinal() ? null : seed.deadline());
        field("error", seed.error());
    }

    private static @Nullable String joined(@Nullable List<String> words) {
        return words == null || words.isEmpty() ? null : String.join(", ", words);
    }

    private static @Nullable String start(SeedView.@Nullable Waiting waiting) {
        if (waiting == null || waiting.startsAt() == null) {
            return null;
        }
        Instant latest = waiting.startsBy();
        return "about " + time(waiting.startsAt())
                + (latest == null || time(latest).equals(time(waiting.startsAt()))
                        ? ""
                        : ", " + time(latest) + " if all take as long as they ever did");
    }

    /** To the second, in this machine's time zone. */
    static String time(Instant moment) {
        return TIME.format(moment.atZone(ZoneId.systemDefault()));
    }

    static String word(SeedState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    static String reason(SeedView seed) {
        SeedView.Waiting waiting = seed.waiting();
        if (waiting == null) {
            return "";
        }
        return waiting.text() == null ? waiting.reason() : waiting.text();
    }

    private static String stateDetail(SeedView seed) {
        SeedView.Progress progress = seed.progress();
        if (seed.state() == SeedState.RUNNING && progress != null) {
            return ": step %d of %d%s, %s read, %d%%"
                    .formatted(
                            progress.step(),
                            progress.steps(),
                            progress.stepName() == null ? "" : " (" + progress.stepName() + ")",
                            Words.count(progress.rows(), "row"),
                            Math.round(seed.fractionDone() * 100));
        }
        String reason = reason(seed);
        return reason.isEmpty() ? "" : ": " + reason;
    }

    /** Nothing where there is no value, or it is empty. */
    void field(String name, @Nullable Object value) {
        if (value != null && !value.toString().isEmpty()) {
            out.println("%-12s %s".formatted(name, value));
        }
    }
}
