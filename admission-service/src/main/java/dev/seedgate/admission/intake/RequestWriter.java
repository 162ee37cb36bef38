package dev.seedgate.admission.intake;

import dev.seedgate.protocol.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes what was posted to Kafka, so that nobody is told "accepted" before the broker has it for good, and everything that was
 * posted together is there together or not at all. One thread owns the one producer; whatever waits when it is free shares the
 * next transaction, so that many posters cost hardly more than one.
 *
 * <p>Where the broker does not answer within the bound, the posters are told so and nothing of theirs will ever appear: the
 * transaction is aborted by the next producer under the same id. The one exception is a broker that goes away while it is asked
 * to commit: then nobody can know, the poster is told that, and sends the request again under its idempotency key, from which
 * its id and so its being the same follow.
 *
 * <p>Needs no broker to start; connects in the background, and again after every error.
 */
final class RequestWriter implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(RequestWriter.class);
    private static final int MAX_GROUP = 500;
    private static final Duration IDLE = Duration.ofMillis(500);

    private final BlockingQueue<Submission> waiting = new LinkedBlockingQueue<>();
    private final Map<String, Object> broker;
    private final TopicNames topics;
    private final String transactionalId;
    private final Duration bound;
    private final Thread thread;
    private volatile @Nullable MessageTransaction transaction;
    private volatile boolean closed;
    private boolean complained;

    /**
     * @param broker the Kafka client's settings of the connection
     * @param bound how long a poster waits for the broker
     */
    RequestWriter(Map<String, Object> broker, TopicNames topics, Duration bound) {
        this.broker = broker;
        this.topics = topics;
        this.transactionalId = topics.prefix() + "intake-" + UUID.randomUUID();
        this.bound = bound;
        this.thread = Thread.ofPlatform().name("intake-writer").daemon().start(this::run);
    }

    /**
     * Returns once the broker has all of them.
     *
     * @throws NotWrittenException when it did not take them within the bound
     */
    void write(List<Message> messages) throws NotWrittenException, InterruptedException {
        Submission submission = new Submission(messages);
        waiting.add(submission);
        submission.await(bound);
    }

    /** Whether the broker answered when it was last spoken to. */
    boolean isConnected() {
        return transaction != null;
    }

    /** Ends the thread; who still waits is told that nothing was written. */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join(bound.plus(IDLE));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        waiting.forEach(Submission::failed);
    }

    private void run() {
        try {
            while (!closed) {
                List<Submission> group = nextGroup();
                try {
                    write(connected(), group);
                } catch (RuntimeException e) {
                    disconnect(e);
                    group.forEach(Submission::failed);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            disconnect(null);
        }
    }

    /** Those who wait; nobody after a while without any, so that a lost connection is made again before somebody needs it. */
    private List<Submission> nextGroup() throws InterruptedException {
        List<Submission> group = new ArrayList<>();
        Submission first = waiting.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
            group.add(first);
            waiting.drainTo(group, MAX_GROUP - 1);
        }
        return group;
    }

    private MessageTransaction connected() {
        MessageTransaction open = transaction;
        if (open == null) {
            open = MessageTransaction.open(broker, topics, transactionalId, bound);
            transaction = open;
            LOG.infof("Connected to the broker as %s", transactionalId);
            complained = false;
        }
        return open;
    }

    private static void write(MessageTransaction transaction, List<Submission> group) throws InterruptedException {
        List<Submission> left = group;
        while (!left.isEmpty()) {
            List<Submission> now = left.stream().filter(Submission::isWaiting).toList();
            List<Message> messages = now.stream()
                    .flatMap(submission -> submission.messages().stream())
                    .toList();
            if (now.isEmpty() || transaction.write(messages, () -> beginCommit(now))) {
                now.forEach(Submission::written);
                return;
            }
            left = now;
        }
    }

    /** All of them, or none where one was given up in the meantime. */
    private static boolean beginCommit(List<Submission> group) {
        for (int i = 0; i < group.size(); i++) {
            if (!group.get(i).beginCommit()) {
                group.subList(0, i).forEach(Submission::retractCommit);
                return false;
            }
        }
        return true;
    }

    private void disconnect(@Nullable RuntimeException cause) {
        MessageTransaction open = transaction;
        transaction = null;
        if (open != null) {
            open.close();
        }
        if (cause != null && !complained && !closed) {
            complained = true;
            LOG.warnf("The broker does not take requests (%s); trying again until it does", cause.toString());
        }
    }
}
