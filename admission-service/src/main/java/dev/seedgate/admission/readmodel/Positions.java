package dev.seedgate.admission.readmodel;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.TopicPartition;

/** How far each partition has been read, and the wait for it to get somewhere. */
final class Positions {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private Map<TopicPartition, Long> current = Map.of();

    void moveTo(Map<TopicPartition, Long> positions) {
        lock.lock();
        try {
            current = Map.copyOf(positions);
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** False when the bound passed first. */
    boolean await(Map<TopicPartition, Long> targets, Duration bound) throws InterruptedException {
        long left = bound.toNanos();
        lock.lock();
        try {
            while (!reached(targets)) {
                if (left <= 0) {
                    return false;
                }
                left = moved.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean reached(Map<TopicPartition, Long> targets) {
        return targets.entrySet().stream()
                .allMatch(target -> current.getOrDefault(target.getKey(), -1L) >= target.getValue());
    }
}
