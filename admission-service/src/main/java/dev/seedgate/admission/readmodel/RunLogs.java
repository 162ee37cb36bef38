package dev.seedgate.admission.readmodel;

import dev.seedgate.protocol.RunLogLine;
import dev.seedgate.protocol.Topic;
import dev.seedgate.protocol.TopicNames;
import java.util.List;
import java.util.Map;

/** Finds what a request's runs said, when somebody asks. */
public final class RunLogs {
    private static final int MAX_LINES = 5_000;

    private final RequestRecords<RunLogLine> lines;

    /** @param broker the Kafka client's settings of the connection */
    public RunLogs(Map<String, Object> broker, TopicNames topics) {
        this.lines = new RequestRecords<>(broker, topics.of(Topic.SEED_LOGS), RunLogLine.class, MAX_LINES);
    }

    /**
     * What was found.
     *
     * @param lines in the order in which the broker has them
     * @param complete false where there is more than is shown
     */
    public record Found(List<RunLogLine> lines, boolean complete) {
        public Found {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Reads them; empty where none ran yet, or so long ago that the broker has dropped it.
     *
     * @throws BehindException when the broker does not answer, or too many others ask
     */
    public Found of(SeedEntry seed) throws InterruptedException {
        RequestRecords.Found<RunLogLine> found = lines.of(seed);
        return new Found(found.records(), found.complete());
    }
}
