package dev.seedgate.cli;

import dev.seedgate.cli.client.KillReport;
import dev.seedgate.cli.client.KillReport.KilledToken;
import dev.seedgate.cli.text.OutputDevice;
import dev.seedgate.cli.text.Table;
import dev.seedgate.cli.text.Words;
import java.util.ArrayList;
import java.util.List;

/** A kill, or the plan of one, for people. */
final class KillReportLines {
    private KillReportLines() {}

    static List<String> of(KillReport report, OutputDevice device) {
        List<String> lines = new ArrayList<>();
        report.refused().forEach(refusal -> lines.add("Refused " + refusal.name() + ": " + refusal.why()));
        lines.add(summary(report));
        if (!report.tokens().isEmpty()) {
            lines.addAll(table(report).lines(device));
        }
        report.tokens().stream()
                .filter(token -> token.note() != null)
                .forEach(token -> lines.add(token.token().token() + ": " + token.note()));
        if (!report.dryRun()) {
            lines.addAll(next(report));
        }
        return lines;
    }

    private static String summary(KillReport report) {
        String tokens = Words.count(report.tokens().size(), "token");
        if (report.tokens().isEmpty()) {
            return report.refused().isEmpty()
                    ? "No token is out in cluster " + report.cluster() + ": nothing to end."
                    : "Nothing else was named.";
        }
        if (report.dryRun()) {
            return "Would end " + Words.count(report.count("would-end"), "session") + " of " + tokens + " in cluster "
                    + report.cluster() + ", and hold what runs under them:";
        }
        if (!report.lookedAgain()) {
            return tokens + " taken back in cluster " + report.cluster()
                    + ", but PostgreSQL was not seen since: whether sessions are left is not known.";
        }
        return report.allGone()
                ? "Gone from cluster " + report.cluster() + ", as PostgreSQL shows: "
                        + Words.count(report.count("gone"), "session") + " of " + tokens + "."
                : "LEFT in cluster " + report.cluster() + ": " + Words.count(report.count("left"), "session")
                        + "; gone: " + report.count("gone") + ".";
    }

    private static Table table(KillReport report) {
        Table table = report.dryRun()
                ? Table.of("!TOKEN", "STATE", "SEED", "~DATABASE", "~WORKER", ">SESSIONS", "!PIDS")
                : Table.of("!TOKEN", "SEED", "~DATABASE", "~WORKER", "~GONE", "!LEFT", "SLOTS");
        report.tokens().forEach(killed -> row(table, killed, report));
        return table;
    }

    private static void row(Table table, KilledToken killed, KillReport report) {
        String token = killed.token().token();
        String seed = Words.orEmpty(killed.token().seed());
        String database = Words.orEmpty(killed.token().database());
        String worker = Words.orEmpty(killed.token().worker());
        if (report.dryRun()) {
            List<Integer> pids = killed.pids("would-end");
            table.row(token, killed.token().state(), seed, database, worker, pids.size(), listed(pids));
        } else {
            String left = report.lookedAgain() ? listed(killed.pids("left")) : "? " + listed(killed.pids("unknown"));
            table.row(
                    token,
                    seed,
                    database,
                    worker,
                    listed(killed.pids("gone")),
                    left,
                    killed.charged() ? "still charged" : "free");
        }
    }

    private static List<String> next(KillReport report) {
        List<String> lines = new ArrayList<>();
        if (report.hold() != null) {
            lines.add("Nothing more is granted in cluster " + report.cluster() + ".");
        }
        if (!report.tokens().isEmpty()) {
            lines.add("What ran under them is held.");
        }
        if (!lines.isEmpty()) {
            lines.add("Let all go on with: " + Invocation.name() + " resume");
        }
        return lines;
    }

    private static String listed(List<Integer> pids) {
        return String.join(" ", pids.stream().map(String::valueOf).toList());
    }
}
