package dev.seedgate.admission.api.view;

import dev.seedgate.admission.config.Role;
import java.util.Collection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Somebody who uses the API. */
@Schema(name = "Me", title = "Who somebody is to the service")
public record MeView(
        @Schema(
                description =
                        "The name of the API key, or of whom the token is; absent where nobody needs to say who he is",
                examples = "nightly-imports")
        @Nullable String name,

        @Schema(description = "viewer, submitter and operator, as far as he has them", examples = "[\"viewer\"]")
        List<String> roles) {
    /**
     * Of whoever asks.
     *
     * @param name null where nobody needs to say who he is
     * @param roles in any order; an identity provider's groups that are none of ours are left out
     */
    public static MeView of(@Nullable String name, Collection<String> roles) {
        List<String> known = roles.stream()
                .filter(role -> Role.named(role).isPresent())
                .sorted()
                .toList();
        return new MeView(name, known);
    }
}
