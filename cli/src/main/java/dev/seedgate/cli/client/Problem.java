package dev.seedgate.cli.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * An error as RFC 9457 describes it.
 *
 * @param field the field of the request that is at fault, where one is
 * @param waiting why there is no token yet, where that is the problem
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Problem(
        @Nullable String type,
        @Nullable String title,
        int status,
        @Nullable String detail,
        @Nullable String field,
        SeedView.@Nullable Waiting waiting) {}
