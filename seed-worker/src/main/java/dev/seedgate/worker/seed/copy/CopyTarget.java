package dev.seedgate.worker.seed.copy;

/**
 * What a stream copies into.
 *
 * @param statement the {@code COPY}
 * @param relation the table's name without its schema, as the server's messages have it
 */
record CopyTarget(String statement, String relation) {}
