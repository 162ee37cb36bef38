package dev.seedgate.verification.measure;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How well the advice foretells: a {@link ShopDay} passes on a real service, which is then asked for its plan. It replays the day from
 * the topics under the budget that was in force and says how long requests waited and how long the replay let them wait.
 */
final class PlanValidation {
    private static final List<String> HEADER =
            List.of("| requests | | median | p95 | longest |", "| ---: | --- | ---: | ---: | ---: |");

    private final Bench bench;
    private final long seed;

    PlanValidation(Bench bench, long seed) {
        this.bench = bench;
        this.seed = seed;
    }

    /** The table, and what was advised. */
    List<String> rows(Duration length) throws InterruptedException {
        try (ShopDay day = new ShopDay(bench.wire(), seed)) {
            day.pass(length);
        }
        JsonNode plan = bench.get("/v1/clusters/" + Bench.CLUSTER + "/plan?p95Wait=2s");
        JsonNode validation = plan.path("validation");
        String requests = validation.path("requests").asText();
        List<String> rows = new ArrayList<>(HEADER);
        rows.add(row(requests, "measured", validation.path("measured")));
        rows.add(row("", "replayed", validation.path("foretold")));
        rows.add(String.format(
                Locale.ROOT,
                "|  | off by | %s | %s | |",
                seconds(validation.path("medianError")),
                seconds(validation.path("p95Error"))));
        rows.add(plan.path("advice").path("why").asText());
        for (JsonNode option : plan.path("options")) {
            rows.add(row(
                    option.path("maxConnections").asText(),
                    option.path("what").asText("as it is"),
                    option.path("waits")));
        }
        return rows;
    }

    private static String row(String first, String name, JsonNode waits) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s |",
                first,
                name,
                seconds(waits.path("median")),
                seconds(waits.path("p95")),
                seconds(waits.path("longest")));
    }

    private static String seconds(JsonNode duration) {
        return String.format(
                Locale.ROOT, "%.3f s", Duration.parse(duration.asText()).toMillis() / 1e3);
    }
}
