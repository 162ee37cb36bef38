package dev.seedgate.worker.seed.copy;

/**
 * What can be wrong with a staged row, which {@code s} stands for.
 *
 * @param label the feed's name of the column at fault; empty for the row as a whole
 * @param value SQL for what stands there
 * @param condition SQL that is true for a bad row
 * @param reason SQL for a text
 */
record Fault(String label, String value, String condition, String reason) {}
