package dev.seedgate.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/** How one run of a seed ended, as the worker saw it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SeedOutcome.Succeeded.class, name = "succeeded"),
    @JsonSubTypes.Type(value = SeedOutcome.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = SeedOutcome.GivenBack.class, name = "given-back"),
    @JsonSubTypes.Type(value = SeedOutcome.InDoubt.class, name = "in-doubt")
})
public sealed interface SeedOutcome {
    /**
     * The seed's effect is committed.
     *
     * @param rows how many rows its steps wrote
     * @param alreadyApplied true when the history row of an earlier delivery was found and nothing was done
     * @param rejected how many rows of its feeds were put aside into {@code seedgate.rejects}
     * @param skipped why nothing was done; null where something was
     */
    record Succeeded(
            long rows,
            boolean alreadyApplied,
            long rejected,
            @Nullable SkipReason skipped) implements SeedOutcome {
        /** One that took every row. */
        public Succeeded(long rows, boolean alreadyApplied) {
            this(rows, alreadyApplied, 0);
        }

        /** One that did something. */
        public Succeeded(long rows, boolean alreadyApplied, long rejected) {
            this(rows, alreadyApplied, rejected, null);
        }
    }

    /**
     * The seed failed and left nothing behind; an attempt is counted.
     *
     * @param error for a person: what went wrong, with file, line and column where there are such
     * @param retryable false when the next run would fail the same way (a row that does not parse, say)
     */
    record Failed(String error, boolean retryable) implements SeedOutcome {
        public Failed {
            Checks.present("error", error);
        }
    }

    /**
     * The run was stopped or never began, and left nothing behind; no attempt is counted.
     *
     * @param reason for a person
     */
    record GivenBack(String reason) implements SeedOutcome {
        public GivenBack {
            Checks.present("reason", reason);
        }
    }

    /**
     * The connection was lost while the seed was being committed: only the database can tell whether it was. The request ends when
     * the agent has asked it; until then the token stays charged.
     *
     * @param error for a person
     */
    record InDoubt(String error) implements SeedOutcome {
        public InDoubt {
            Checks.present("error", error);
        }
    }
}
