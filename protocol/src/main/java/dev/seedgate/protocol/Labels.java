package dev.seedgate.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What workers have and requests need, such as {@code big-disk}: a run goes only to a worker that has all labels of its request. */
public final class Labels {
    public static final int MAX_LENGTH = 40;
    /** So few that all sets of them that are about can be told apart at a glance. */
    public static final int MAX_COUNT = 10;

    private Labels() {}

    /** Sorted and without doubles, so that two equal sets are equal lists. */
    public static List<String> checked(String field, @Nullable List<String> labels) {
        List<String> present = Checks.list(field, labels);
        for (int index = 0; index < present.size(); index++) {
            Checks.name(field + ".[" + index + "]", present.get(index), MAX_LENGTH);
        }
        Checks.between(field + ".length", 0, MAX_COUNT, present.size());
        return present.stream().distinct().sorted().toList();
    }
}
