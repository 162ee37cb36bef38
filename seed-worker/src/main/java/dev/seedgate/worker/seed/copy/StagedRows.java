package dev.seedgate.worker.seed.copy;

import dev.seedgate.catalog.Duplicates;
import dev.seedgate.catalog.Target;
import java.util.List;

/** SQL that moves staged rows into the target. */
record StagedRows(Staging staging) {
    /** The beginning of a statement whose rows follow; it calls the target {@code t}. */
    String insertInto() {
        return "insert into " + table() + " as t (" + Sql.list(staging.columns()) + ") ";
    }

    String table() {
        return Sql.quoted(target().table());
    }

    /** One row of each key; sorted by it, because neighbours in the table's index are then written one after the other. */
    String rows() {
        List<String> key = target().mode().keyColumns();
        String columns = Sql.list(staging.columns()) + " from " + staging.name();
        if (key.isEmpty()) {
            List<String> order = staging.table().primaryKey();
            boolean known = !order.isEmpty() && staging.columns().containsAll(order);
            return "select " + columns + (known ? " order by " + Sql.list(order) : "");
        }
        String direction = target().mode().whichOfDuplicates() == Duplicates.FIRST ? "" : " desc";
        return "select distinct on (" + Sql.list(key) + ") " + columns + " order by " + Sql.list(key) + ", "
                + Staging.ROW + direction;
    }

    private Target target() {
        return staging.target();
    }
}
