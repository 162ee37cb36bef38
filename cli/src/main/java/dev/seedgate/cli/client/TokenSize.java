package dev.seedgate.cli.client;

/**
 * What a holder says when it renews.
 *
 * @param connections how many it has at the server, or may have the next moment
 * @param sizing the number of the last resize that it knows; 0 for none
 */
public record TokenSize(int connections, int sizing) {}
