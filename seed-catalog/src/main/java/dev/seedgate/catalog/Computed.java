package dev.seedgate.catalog;

/**
 * A table column that gets what an expression makes of a record's fields, each of which is text, or NULL where the feed says so.
 *
 * @param source where the definition says it, for messages: {@code meyer.yaml:12, computed price}
 */
public record Computed(String column, SqlExpression expression, String source) {}
