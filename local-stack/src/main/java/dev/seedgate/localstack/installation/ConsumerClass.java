package dev.seedgate.localstack.installation;

/**
 * A consumer of connections that nobody gates, as it is configured.
 *
 * @param reservation connections that are kept for it
 * @param applicationName of its sessions; may hold {@code *}
 */
public record ConsumerClass(String name, int reservation, String applicationName) {}
