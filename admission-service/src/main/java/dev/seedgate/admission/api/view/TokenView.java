package dev.seedgate.admission.api.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.seedgate.admission.readmodel.TokenSnapshot;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.core.ledger.TokenTerms;
import dev.seedgate.protocol.SeedRequest;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Connections that somebody holds. */
@Schema(name = "Token", title = "Connections that somebody holds")
public record TokenView(
        @Schema(examples = "main-17") String token,

        @Schema(description = "Grows with every grant of the cluster", examples = "17")
        long fence,

        @Schema(examples = "main") String cluster,

        @Schema(
                description =
                        "granted (not confirmed yet), active, suspect (a renewal is late) or draining (being taken back)")
        State state,

        @Schema(description = "The seed's id", examples = "0199a1c2-7f10-7d44-9c1e-3f5a2b6c8d90")
        String request,

        @Schema(description = "Or what it is for, where it is held without a seed", examples = "meyer") @Nullable String seed,

        @Schema(examples = "shop") @Nullable String database,

        @Schema(description = "The worker that holds it, or whoever asked for it themselves", examples = "worker-1")
        String worker,

        @Schema(description = "What it is charged", examples = "2")
        int connections,

        @Schema(description = "How many of them its holder was asked to give back, because others wait", examples = "0")
        int askedBack,

        Instant grantedAt,

        @Schema(
                description =
                        "When it is taken back unless it is renewed; absent before the first renewal and while draining")
        @Nullable Instant leaseUntil,

        @Schema(description = "Why it is being taken back", examples = "its lease is over") @Nullable String reason) {

    /** The states, by the words in the JSON. */
    @Schema(name = "TokenState")
    public enum State {
        @JsonProperty("granted")
        GRANTED,
        @JsonProperty("active")
        ACTIVE,
        @JsonProperty("suspect")
        SUSPECT,
        @JsonProperty("draining")
        DRAINING
    }

    public static TokenView of(TokenSnapshot snapshot) {
        return switch (snapshot.token()) {
            case Token.Granted granted -> of(snapshot, State.GRANTED, null, null);
            case Token.Active active -> of(snapshot, State.ACTIVE, active.leaseUntil(), null);
            case Token.Suspect suspect -> of(snapshot, State.SUSPECT, suspect.leaseUntil(), null);
            case Token.Draining draining ->
                of(snapshot, State.DRAINING, null, draining.reason().words());
        };
    }

    private static TokenView of(
            TokenSnapshot snapshot, State state, @Nullable Instant leaseUntil, @Nullable String reason) {
        TokenTerms terms = snapshot.token().terms();
        SeedRequest request = snapshot.request();
        return new TokenView(
                terms.id(),
                terms.fence(),
                snapshot.cluster(),
                state,
                terms.request(),
                request == null ? null : request.seed(),
                request == null ? null : request.database(),
                terms.holder().name(),
                terms.connections(),
                terms.size().askedBack(),
                terms.grantedAt(),
                leaseUntil,
                reason);
    }
}
