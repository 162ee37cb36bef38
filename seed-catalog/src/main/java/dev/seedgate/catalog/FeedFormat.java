package dev.seedgate.catalog;

/** The forms of feed that a copy step reads. */
public enum FeedFormat {
    CSV
}
