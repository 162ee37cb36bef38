package dev.seedgate.admission.advice;

import dev.seedgate.admission.advice.NoAdviceException.Reason;
import dev.seedgate.core.advice.History;
import dev.seedgate.core.advice.PastRequest;
import dev.seedgate.protocol.InvalidMessageException;
import dev.seedgate.protocol.Json;
import dev.seedgate.protocol.StatusMessage;
import dev.seedgate.protocol.TokenEvent;
import dev.seedgate.protocol.Topic;
import dev.seedgate.protocol.TopicNames;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Puts a cluster's history together from the journal and from the last status of each request. The journal says when everybody waited
 * and ran, how many slots the workers had and what was seen of the server; a status says what was asked for. How far back it goes is up
 * to the journal's retention.
 */
final class HistoryReader {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    /** How far before the history it is learnt how long seeds take. */
    private static final Duration LEARNT = Duration.ofDays(7);

    private static final String PROGRESS = StatusMessage.progressKey("");

    private final TopicScan topics;
    private final TopicNames names;
    private final int most;

    /**
     * Reads nothing yet.
     *
     * @param broker the Kafka client's settings of the connection
     * @param most how many requests are read at most
     */
    HistoryReader(Map<String, Object> broker, TopicNames names, int most) {
        this.topics = new TopicScan(broker, LONGEST);
        this.names = names;
        this.most = most;
    }

    /**
     * Reads it.
     *
     * @param from the beginning that is wished for
     * @param headroom of the cluster
     * @throws NoAdviceException when there is none, or too much, or it cannot be read
     */
    History read(String cluster, Instant from, Instant to, int headroom) {
        JournalRecord journal = journal(cluster, from, headroom);
        Instant beginning = journal.beginning()
                .filter(first -> journal.sawTheServer())
                .orElseThrow(() -> new NoAdviceException(
                        Reason.NO_HISTORY,
                        "the journal, " + names.of(Topic.TOKEN_EVENTS) + ", says nothing of " + cluster + " since "
                                + from));
        Instant start = beginning.isAfter(from) ? beginning : from;
        StatusRecord statuses = statuses(cluster, start);
        List<PastRequest> requests = statuses.requests().stream()
                .map(status -> journal.request(status.request().id()).with(status, to))
                .toList();
        History history = new History(
                cluster,
                start,
                to,
                requests,
                journal.server(),
                journal.workers(statuses.holders(), to),
                journal.holds(),
                statuses.times());
        requireRuns(history);
        return history;
    }

    private static void requireRuns(History history) {
        if (history.counted().stream().allMatch(past -> past.runs().isEmpty())) {
            throw new NoAdviceException(
                    Reason.NO_HISTORY,
                    "nothing has run in " + history.cluster() + " since " + history.from()
                            + ", so there is nothing to replay");
        }
    }

    private JournalRecord journal(String cluster, Instant from, int headroom) {
        var journal = new JournalRecord(headroom, most);
        topics.read(
                names.of(Topic.TOKEN_EVENTS),
                cluster,
                from,
                record -> message(record, TokenEvent.class)
                        .filter(line -> line.cluster().equals(cluster))
                        .ifPresent(journal::line));
        return journal;
    }

    private StatusRecord statuses(String cluster, Instant from) {
        var statuses = new StatusRecord(from, most);
        topics.read(names.of(Topic.SEED_STATUS), cluster, from.minus(LEARNT), record -> {
            if (record.key() != null && !record.key().endsWith(PROGRESS)) {
                message(record, StatusMessage.class)
                        .filter(StatusMessage.SeedStatus.class::isInstance)
                        .map(StatusMessage.SeedStatus.class::cast)
                        .filter(status -> status.request().cluster().equals(cluster))
                        .ifPresent(statuses::status);
            }
        });
        return statuses;
    }

    /** Empty for what is gone, or cannot be read: it must not hide the others. */
    private static <T> Optional<T> message(ConsumerRecord<String, byte[]> record, Class<T> type) {
        try {
            return Optional.ofNullable(record.value()).map(value -> Json.read(value, type));
        } catch (InvalidMessageException e) {
            return Optional.empty();
        }
    }
}
