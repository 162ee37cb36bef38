package dev.seedgate.worker.seed.exec;

import java.time.Duration;

/** How a command ended. */
sealed interface Ended {
    Ended WELL = new WithStatus(0);

    /** By itself, with this exit status; 128 + n after signal n. */
    record WithStatus(int status) implements Ended {}

    /** It was ended, because its time was over. */
    record TooLate(Duration timeout) implements Ended {}
}
