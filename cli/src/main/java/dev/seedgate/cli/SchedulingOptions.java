package dev.seedgate.cli;

import dev.seedgate.cli.client.ConnectionRange;
import dev.seedgate.cli.client.SeedOrder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** When posted seeds may start, and who goes before whom. */
final class SchedulingOptions {
    @Option(
            names = "--priority",
            paramLabel = "P",
            converter = PriorityConverter.class,
            description =
                    "low, normal, high or urgent, or a number from 0 to 1000. Higher goes first; every ten seconds of"
                            + " waiting count as one more. Default: normal (500).")
    private @Nullable Integer priority;

    @Option(
            names = "--tenant",
            paramLabel = "T",
            description = "In whose name. Where there is not room for all, tenants take turns.")
    private @Nullable String tenant;

    @Option(
            names = "--concurrency-key",
            paramLabel = "K",
            description =
                    "Of seeds with the same key in one database one runs at a time. Default: the definition's, which is"
                            + " the seed's name unless it says otherwise.")
    private @Nullable String concurrencyKey;

    @Option(
            names = "--after",
            paramLabel = "ID",
            split = ",",
            description =
                    "Start when these have succeeded: ids of requests or, in a batch, names of its seeds. When one fails"
                            + " for good or is cancelled, so is this one.")
    private @Nullable List<String> after;

    @Option(
            names = "--not-before",
            paramLabel = "TIME",
            description = "The earliest start, such as 2026-02-01T02:00:00+01:00.")
    private @Nullable String notBefore;

    @Option(
            names = "--deadline",
            paramLabel = "TIME",
            description = "The latest start; what has not begun by then fails for good.")
    private @Nullable String deadline;

    @Option(
            names = "--label",
            paramLabel = "L",
            split = ",",
            description = "What its worker must have, besides what the definition says; repeatable.")
    private @Nullable List<String> labels;

    @Option(
            names = "--preemptible",
            description = "A run may be stopped, and run again later, to make room for others.")
    private @Nullable Boolean preemptible;

    @Option(
            names = "--force",
            description = "Run also where nothing has changed since it last succeeded, although the definition says"
                    + " skipUnchanged.")
    private @Nullable Boolean force;

    /** An order with these. */
    SeedOrder order(
            String seed,
            @Nullable String database,
            @Nullable ConnectionRange connections,
            @Nullable Map<String, String> parameters) {
        return new SeedOrder(
                seed,
                database,
                connections,
                priority,
                tenant,
                concurrencyKey,
                after,
                notBefore,
                deadline,
                labels,
                preemptible,
                force,
                parameters);
    }
}
