package dev.seedgate.cli;

import dev.seedgate.cli.client.CheckView;
import dev.seedgate.cli.client.ClusterView;
import dev.seedgate.cli.text.OutputDevice;
import dev.seedgate.cli.text.Table;
import dev.seedgate.cli.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** A check for people: the verdict first, then what is wrong, then who has what. */
final class CheckLines {
    private CheckLines() {}

    /** The status of a monitoring plug-in. Figures of a database that is away are old, whatever they say. */
    static int exitCode(CheckView check) {
        if (check.isDatabaseAway()) {
            return ExitCode.CHECK_UNKNOWN;
        }
        return switch (check.status()) {
            case "ok" -> ExitCode.OK;
            case "warn" -> ExitCode.CHECK_WARN;
            case "critical" -> ExitCode.CHECK_CRITICAL;
            default -> ExitCode.CHECK_UNKNOWN;
        };
    }

    static String word(int exitCode) {
        return switch (exitCode) {
            case ExitCode.OK -> "OK";
            case ExitCode.CHECK_WARN -> "WARN";
            case ExitCode.CHECK_CRITICAL -> "CRITICAL";
            default -> "UNKNOWN";
        };
    }

    static List<String> of(CheckView check, OutputDevice device) {
        List<String> lines = new ArrayList<>();
        UnaryOperator<String> colour = StateColours.of(device.colours());
        lines.add(colour.apply(word(exitCode(check))) + ": " + verdict(check.cluster()));
        check.problems()
                .forEach(problem ->
                        lines.add("  %-8s  %s".formatted(problem.severity().toUpperCase(Locale.ROOT), problem.text())));
        if (!check.consumers().isEmpty()) {
            lines.add("");
            lines.addAll(consumers(check).lines(device));
        }
        if (!check.tokens().isEmpty()) {
            lines.add("");
            lines.addAll(tokens(check).lines(device));
        }
        if (!check.idleInTransaction().isEmpty()) {
            lines.add("");
            lines.add("Idle in a transaction, so that a slot is busy with nothing:");
            lines.addAll(idle(check).lines(device));
        }
        return lines;
    }

    private static String verdict(ClusterView cluster) {
        StringBuilder text = new StringBuilder("cluster ").append(cluster.cluster());
        ClusterView.Use use = cluster.use();
        if (use != null) {
            text.append(", %d of %d connections in use (%d %%)"
                    .formatted(use.used(), cluster.maxConnections(), use.percent()));
        }
        if (cluster.budget() != null) {
            text.append(", tokens hold %d of %d".formatted(cluster.charged(), Math.max(0, cluster.budget())));
        }
        if (cluster.observationAge() != null) {
            text.append(", seen ")
                    .append(Words.duration(cluster.observationAge()))
                    .append(" ago");
        }
        if (cluster.enforcement() != null) {
            text.append(", enforced by ").append(cluster.enforcement());
        }
        return text.toString();
    }

    private static Table consumers(CheckView check) {
        Table table = Table.of(
                "WHO", ">RESERVED", ">IN USE", ">% OF " + check.cluster().maxConnections());
        check.consumers()
                .forEach(consumer -> table.row(
                        consumer.name(),
                        consumer.reserved(),
                        consumer.used(),
                        String.format(Locale.ROOT, "%.1f", consumer.percent())));
        return table;
    }

    private static Table tokens(CheckView check) {
        Table table = Table.of(
                "!TOKEN", "STATE", ">CONN", ">SESSIONS", "SEED", "~DATABASE", "~HOLDER", ">~AGE", "~PIDS", "~REASON");
        for (CheckView.TokenSessions token : check.tokens()) {
            table.row(
                    token.token().token(),
                    token.token().state(),
                    token.token().connections(),
                    token.sessions(),
                    Words.orEmpty(token.token().seed()),
                    Words.orEmpty(token.token().database()),
                    Words.orEmpty(token.token().worker()),
                    Words.duration(token.age()),
                    String.join(" ", token.pids().stream().map(String::valueOf).toList()),
                    token.token().reason() == null ? " " : token.token().reason());
        }
        return table;
    }

    private static Table idle(CheckView check) {
        Table table = Table.of("!PID", "OWNER", "APPLICATION", ">IDLE");
        for (CheckView.IdleInTransaction session : check.idleInTransaction()) {
            table.row(
                    session.pid(),
                    session.owner() == null ? "nobody known" : session.owner(),
                    session.applicationName(),
                    Words.duration(session.idle()));
        }
        return table;
    }
}
