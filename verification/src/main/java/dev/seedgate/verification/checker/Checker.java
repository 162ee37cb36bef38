package dev.seedgate.verification.checker;

/** Holds one promise against a run. */
public interface Checker {
    /** What can be said of everything seen so far; asked at the run's end, when the watches have caught up. */
    Verdict verdict();
}
