package dev.seedgate.admission.api.view;

import dev.seedgate.admission.readmodel.SeedPage;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A page of seeds. */
@Schema(name = "SeedList", title = "A page of seeds, newest first")
public record SeedListView(
        List<SeedView> seeds,

        @Schema(description = "How many match on all pages", examples = "250")
        int total,

        @Schema(
                description = "What to give as `after` for the next page; absent on the last",
                examples = "MjAyNi0wMS0wMQ")
        @Nullable String next) {
    public static SeedListView of(SeedPage page) {
        return new SeedListView(
                page.seeds().stream().map(SeedView::of).toList(),
                page.total(),
                page.next() == null ? null : page.next().cursor());
    }
}
