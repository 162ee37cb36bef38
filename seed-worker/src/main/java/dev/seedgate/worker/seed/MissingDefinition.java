package dev.seedgate.worker.seed;

import dev.seedgate.catalog.CatalogException;
import dev.seedgate.catalog.LiveCatalog;
import dev.seedgate.catalog.SeedDefinition;
import dev.seedgate.protocol.SeedOutcome.Failed;
import dev.seedgate.protocol.SeedRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request whose definition this worker does not have. It is never run with another version than it was accepted with. The run
 * counts as failed and is tried again later: by then this worker has read the change, or another one runs it that knows the version.
 */
record MissingDefinition(LiveCatalog catalog, SeedRequest request) {
    Failed failure() {
        String asked = request.definitionVersion();
        return new Failed(what(asked) + since(), asked != null);
    }

    private String what(@Nullable String asked) {
        Optional<SeedDefinition> now = catalog.current().find(request.seed());
        if (now.isEmpty() || asked == null) {
            return "the worker's catalog has no seed " + request.seed() + "; is it older than the admission service's?";
        }
        return "seed " + request.seed() + " was accepted in version " + asked
                + ", and the worker's catalog has version "
                + now.get().definitionVersion()
                + " and none before it that is this one; give all services the same catalog, and post the seed again"
                + " where it shall run in the version of today";
    }

    /** A catalog with a problem stays what it was, and so may be older than it looks. */
    private String since() {
        return catalog.problem().map(CatalogException::problems).stream()
                .map(problems -> ". The catalog was changed since, and is not used: " + problems.getFirst())
                .findFirst()
                .orElse("");
    }
}
