package dev.seedgate.admission.api.problem;

import dev.seedgate.admission.api.view.WaitingView;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An error as RFC 9457 wants it. */
@Schema(title = "An error, as RFC 9457 wants it")
public record Problem(
        @Schema(description = "The kind of problem; stable", examples = "urn:seedgate:problem:unknown-database")
        URI type,

        @Schema(description = "The kind in words", examples = "There is no such database")
        String title,

        @Schema(description = "The HTTP status", examples = "422")
        int status,

        @Schema(
                description = "What is wrong here, and what to do",
                examples = "no database is called 'shpo'; known are: shop, stats")
        String detail,

        @Schema(description = "The path of the request", examples = "/v1/seeds")
        URI instance,

        @Schema(description = "The field at fault, where it is one", examples = "seeds[3].database") @Nullable String field,

        @Schema(description = "Where the JSON breaks, from 1", examples = "3") @Nullable Integer line,

        @Schema(description = "Where in that line, in bytes, from 1", examples = "14") @Nullable Integer column,

        @Schema(description = "Why there is no token yet, where that is the problem") @Nullable WaitingView waiting,

        @Schema(
                description = "Of the trace that the request belongs to; the service's log lines have it too",
                examples = "4bf92f3577b34da6a3ce929d0e0e4736")
        @Nullable String traceId) {}
