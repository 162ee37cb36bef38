package dev.seedgate.admission.readmodel;

import dev.seedgate.protocol.RejectedRow;
import dev.seedgate.protocol.SeedState;
import dev.seedgate.protocol.StatusMessage.SeedStatus;
import dev.seedgate.protocol.Topic;
import dev.seedgate.protocol.TopicNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Finds which rows a request's run put aside, when somebody asks. Runs say them before they commit, so those of runs that came to
 * nothing are there as well: what counts is what the run said that the request succeeded with.
 */
public final class RunRejects {
    /** Of so many runs that each said as many as it may. */
    private static final int RUNS = 3;

    private final RequestRecords<RejectedRow> rows;

    /** @param broker the Kafka client's settings of the connection */
    public RunRejects(Map<String, Object> broker, TopicNames topics) {
        this.rows = new RequestRecords<>(
                broker, topics.of(Topic.SEED_REJECTS), RejectedRow.class, RUNS * RejectedRow.MAX_ROWS);
    }

    /**
     * What was found.
     *
     * @param rows in the order of steps, files and lines
     * @param all how many were put aside
     */
    public record Found(List<RejectedRow> rows, long all) {
        public Found {
            rows = List.copyOf(rows);
        }

        /** False where the database has more than is shown. */
        public boolean complete() {
            return rows.size() >= all;
        }
    }

    /**
     * Reads them; none where the request has not succeeded.
     *
     * @throws BehindException when the broker does not answer, or too many others ask
     */
    public Found of(SeedEntry seed) throws InterruptedException {
        SeedStatus status = seed.status();
        if (status == null || status.state() != SeedState.SUCCEEDED || isNone(status)) {
            return new Found(List.of(), 0);
        }
        Map<String, List<RejectedRow>> byRun = rows.of(seed).records().stream()
                .collect(Collectors.groupingBy(RejectedRow::token, LinkedHashMap::new, Collectors.toList()));
        List<RejectedRow> counted = byRun.containsKey(status.token())
                ? byRun.get(status.token())
                : byRun.isEmpty() ? List.of() : List.copyOf(byRun.values()).getLast();
        return new Found(counted, status.rejected() == null ? counted.size() : status.rejected());
    }

    private static boolean isNone(SeedStatus status) {
        return status.rejected() != null && status.rejected() == 0;
    }
}
