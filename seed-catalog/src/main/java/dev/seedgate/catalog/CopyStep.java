package dev.seedgate.catalog;

/** Loads a feed into a table, as a whole or not at all. */
public record CopyStep(Feed feed, Target target) implements Step {}
