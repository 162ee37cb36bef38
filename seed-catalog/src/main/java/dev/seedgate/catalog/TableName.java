package dev.seedgate.catalog;

/** A table's name. Both parts are spelled exactly as PostgreSQL has them and must be quoted in SQL to keep their case. */
public record TableName(String schema, String table) {
    @Override
    public String toString() {
        return schema + "." + table;
    }
}
