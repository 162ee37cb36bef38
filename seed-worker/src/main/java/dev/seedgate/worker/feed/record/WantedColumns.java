package dev.seedgate.worker.feed.record;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a definition wants of a feed.
 *
 * @param mapping feed column to table column, in the order written; empty: every column of the feed goes to the table column of the
 *     same name
 * @param optional feed columns that may be missing, and are NULL then
 * @param others whether the feed may have columns besides
 */
public record WantedColumns(Map<String, String> mapping, Set<String> optional, boolean others) {
    public WantedColumns {
        mapping = Collections.unmodifiableMap(new LinkedHashMap<>(mapping));
        optional = Set.copyOf(optional);
    }

    /** Every column that the feed has. */
    public boolean all() {
        return mapping.isEmpty();
    }

    /** The same as these columns, which an earlier file of the feed had; this one may have them only. */
    public static WantedColumns like(List<String> names) {
        var mapping = new LinkedHashMap<String, String>();
        names.forEach(name -> mapping.put(name, name));
        return new WantedColumns(mapping, Set.of(), false);
    }
}
