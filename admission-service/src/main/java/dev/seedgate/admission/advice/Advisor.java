package dev.seedgate.admission.advice;

import dev.seedgate.admission.advice.NoAdviceException.Reason;
import dev.seedgate.core.Policy;
import dev.seedgate.core.Reservations;
import dev.seedgate.core.advice.Comparison;
import dev.seedgate.core.advice.History;
import dev.seedgate.core.advice.PlanOffer;
import dev.seedgate.core.advice.Wish;
import dev.seedgate.protocol.TopicNames;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Reads a cluster's history and replays it under other plans: work for many seconds, so for one asker at a time. */
public final class Advisor {
    /** What is replayed a dozen times must not be more. */
    private static final int MOST = 20_000;

    private static final Duration TURN = Duration.ofSeconds(10);

    private final HistoryReader histories;
    private final Policy policy;
    private final Semaphore turns = new Semaphore(1);

    /** @param broker the Kafka client's settings of the connection */
    public Advisor(Map<String, Object> broker, TopicNames topics, Policy policy) {
        this.histories = new HistoryReader(broker, topics, MOST);
        this.policy = policy;
    }

    /**
     * What is asked.
     *
     * @param reservations those in force
     * @param plans that can be had
     */
    public record Question(String cluster, Duration back, Reservations reservations, List<PlanOffer> plans, Wish wish) {
        public Question {
            plans = List.copyOf(plans);
        }
    }

    /** The answer, and what it rests on. */
    public record Answer(Question question, History history, Comparison comparison) {}

    /**
     * Answers it.
     *
     * @throws NoAdviceException when it cannot be answered
     */
    public Answer answer(Question question, Instant now) throws InterruptedException {
        if (!turns.tryAcquire(TURN.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new NoAdviceException(Reason.BUSY, "somebody else is being advised at this replica");
        }
        try {
            History history = histories.read(
                    question.cluster(),
                    now.minus(question.back()),
                    now,
                    question.reservations().headroom());
            return new Answer(
                    question,
                    history,
                    Comparison.of(history, policy, question.reservations(), question.plans(), question.wish()));
        } finally {
            turns.release();
        }
    }
}
