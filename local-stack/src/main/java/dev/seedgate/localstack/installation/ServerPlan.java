package dev.seedgate.localstack.installation;

/**
 * A plan that could be had for the PostgreSQL server.
 *
 * @param price a month
 */
public record ServerPlan(String name, int maxConnections, int price) {}
