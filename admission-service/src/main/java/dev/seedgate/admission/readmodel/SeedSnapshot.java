package dev.seedgate.admission.readmodel;

import org.jspecify.annotations.Nullable;

/** A seed at one moment, with the reason for which it waits; null where it does not. */
public record SeedSnapshot(SeedEntry entry, @Nullable Waiting waiting) {}
