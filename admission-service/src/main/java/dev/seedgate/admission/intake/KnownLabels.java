package dev.seedgate.admission.intake;

import static dev.seedgate.admission.intake.FieldChecks.checked;
import static dev.seedgate.admission.intake.FieldChecks.refused;

import dev.seedgate.catalog.Catalog;
import dev.seedgate.catalog.SeedDefinition;
import dev.seedgate.catalog.Suggestion;
import dev.seedgate.protocol.Checks;
import dev.seedgate.protocol.Labels;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The labels that the catalog's definitions name: a request that needs another one would wait for ever for a slip of the pen. */
final class KnownLabels {
    private final Supplier<Catalog> catalog;

    KnownLabels(Supplier<Catalog> catalog) {
        this.catalog = catalog;
    }

    /** What a definition asks for and what was posted, together. */
    List<String> of(@Nullable List<@Nullable String> posted, SeedDefinition definition, String field) {
        List<@Nullable String> words = Objects.requireNonNullElse(posted, List.<@Nullable String>of());
        SortedSet<String> known = words.isEmpty() ? Collections.emptySortedSet() : known();
        SortedSet<String> labels = new TreeSet<>(definition.needs().labels());
        int index = 0;
        for (String word : words) {
            String element = field + "[" + index++ + "]";
            String label = checked(() -> Checks.name(element, word, Labels.MAX_LENGTH));
            if (!known.contains(label)) {
                throw refused(
                        element,
                        element + " is a label that no seed of the catalog names: " + label
                                + Suggestion.forWord(label, known));
            }
            labels.add(label);
        }
        return checked(() -> Labels.checked(field, List.copyOf(labels)));
    }

    private SortedSet<String> known() {
        SortedSet<String> known = new TreeSet<>();
        Catalog now = catalog.get();
        now.names()
                .forEach(name -> now.find(name)
                        .ifPresent(definition -> known.addAll(definition.needs().labels())));
        return known;
    }
}
