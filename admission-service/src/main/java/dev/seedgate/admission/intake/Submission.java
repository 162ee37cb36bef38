package dev.seedgate.admission.intake;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Messages that are written together or not at all, and the wait of whoever posted them. The poster may give up until the writer
 * begins to commit; from then on only the broker knows how it ends. Both sides move the one state, so that a poster who was told
 * "not written" is right.
 */
final class Submission {
    private enum State {
        WAITING,
        COMMITTING,
        WRITTEN,
        NOT_WRITTEN,
        IN_DOUBT
    }

    private final List<Message> messages;
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private final CountDownLatch settled = new CountDownLatch(1);

    Submission(List<Message> messages) {
        this.messages = List.copyOf(messages);
    }

    List<Message> messages() {
        return messages;
    }

    boolean isWaiting() {
        return state.get() == State.WAITING;
    }

    /** False when the poster has given up: then it must not be written. */
    boolean beginCommit() {
        return state.compareAndSet(State.WAITING, State.COMMITTING);
    }

    /** The commit that was begun is not to be: another submission of the same transaction was given up. */
    void retractCommit() {
        state.compareAndSet(State.COMMITTING, State.WAITING);
    }

    void written() {
        state.compareAndSet(State.COMMITTING, State.WRITTEN);
        settled.countDown();
    }

    /** The attempt ended without the broker's word: nothing is written, unless the commit had begun. */
    void failed() {
        if (!state.compareAndSet(State.WAITING, State.NOT_WRITTEN)) {
            state.compareAndSet(State.COMMITTING, State.IN_DOUBT);
        }
        settled.countDown();
    }

    /** Returns once everything is on the broker. */
    void await(Duration bound) throws NotWrittenException, InterruptedException {
        if (!settled.await(bound.toNanos(), TimeUnit.NANOSECONDS)) {
            failed();
        }
        switch (state.get()) {
            case WRITTEN -> {}
            case WAITING, NOT_WRITTEN ->
                throw new NotWrittenException(
                        false,
                        "the broker did not take it within " + bound.toMillis() + " ms; nothing of it was written");
            case COMMITTING, IN_DOUBT ->
                throw new NotWrittenException(
                        true, "the broker went away while it was being written; whether it was cannot be told");
        }
    }
}
