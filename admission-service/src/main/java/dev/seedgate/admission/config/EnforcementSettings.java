package dev.seedgate.admission.config;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How one cluster's tokens are to be enforced.
 *
 * @param owners by database: the role as which whoever holds a token for it acts, and which owns what is made there
 * @param withoutOwner the databases that have none
 */
public record EnforcementSettings(
        String cluster, EnforcementMode mode, SortedMap<String, String> owners, List<String> withoutOwner) {
    public EnforcementSettings {
        owners = Collections.unmodifiableSortedMap(new TreeMap<>(owners));
        withoutOwner = List.copyOf(withoutOwner);
    }

    /**
     * Reads a cluster's.
     *
     * @throws IllegalArgumentException when tokens are to be login roles and a database has no owner; the message names the property
     */
    public static EnforcementSettings of(String cluster, SeedgateConfig.Cluster config) {
        SortedMap<String, String> owners = new TreeMap<>();
        config.databases().forEach((name, database) -> database.owner().ifPresent(owner -> owners.put(name, owner)));
        List<String> withoutOwner = config.databases().keySet().stream()
                .filter(name -> !owners.containsKey(name))
                .sorted()
                .toList();
        EnforcementSettings settings = new EnforcementSettings(cluster, config.enforcement(), owners, withoutOwner);
        if (settings.mode() == EnforcementMode.ROLE && !withoutOwner.isEmpty()) {
            throw new IllegalArgumentException(settings.ownerOf(withoutOwner.getFirst())
                    + " must name the role that owns what seeds make there, because " + settings.property()
                    + " is role; got: nothing");
        }
        return settings;
    }

    /** Where the mode is configured. */
    public String property() {
        return "seedgate.clusters." + cluster + ".enforcement";
    }

    /** Where a database's owner is configured. */
    public String ownerOf(String database) {
        return "seedgate.clusters." + cluster + ".databases." + database + ".owner";
    }
}
