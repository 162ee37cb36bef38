package dev.seedgate.catalog;

/**
 * Runs SQL statements. The text is read with the catalog, so that what {@link SeedDefinition#version} names is what runs.
 *
 * @param source where the text comes from, for messages: {@code schema.sql}, or {@code meyer.yaml:12} for inline SQL
 * @param sql one or several statements, not blank
 */
public record SqlStep(String source, String sql) implements Step {}
