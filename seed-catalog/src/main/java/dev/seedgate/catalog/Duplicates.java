package dev.seedgate.catalog;

/** Which of several rows of one feed with the same key counts. */
public enum Duplicates {
    LAST,
    FIRST,
    /** None: the feed is refused. */
    FAIL
}
