package dev.seedgate.cli.client;

/**
 * What a holder is told when it renews.
 *
 * @param keep how many connections it is to keep to; 0 of a service that does not say
 * @param sizing the number of the last resize, of which {@code keep} comes; 0 for none
 */
public record LeaseView(int keep, int sizing) {}
