package dev.seedgate.exec.process;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a command of somebody else's gets of our own environment: what says where programs, home and temporary files are, and how
 * people here write. The rest, in which the services' passwords are, is none of its business.
 */
public final class CleanEnvironment {
    private static final Set<String> KEPT =
            Set.of("PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LANGUAGE", "TZ", "TMPDIR");
    private static final String LOCALE = "LC_";

    private CleanEnvironment() {}

    /** The variables of it that are kept. */
    public static SortedMap<String, String> of(Map<String, String> environment) {
        var kept = new TreeMap<>(environment);
        kept.keySet().removeIf(name -> !KEPT.contains(name) && !name.startsWith(LOCALE));
        return kept;
    }
}
