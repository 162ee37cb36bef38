package dev.seedgate.admission.api.view;

import dev.seedgate.admission.config.DatabaseAddress;
import dev.seedgate.admission.tokens.HeldToken;
import dev.seedgate.core.ledger.TokenTerms;
import dev.seedgate.protocol.Enforcement;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.TokenTag;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A token that its reader holds from now on. */
@Schema(name = "HeldToken", title = "A token that its reader holds from now on")
public record HeldTokenView(
        @Schema(examples = "main-17") String token,

        @Schema(description = "Grows with every grant of the cluster", examples = "17")
        long fence,

        @Schema(examples = "main") String cluster,

        @Schema(description = "The request's id", examples = "0199a1c2-7f10-7d44-9c1e-3f5a2b6c8d90")
        String request,

        @Schema(description = "How many connections its holder may open, never more", examples = "2")
        int connections,

        @Schema(
                description =
                        "Send it as Seedgate-Holder-Key to renew the token and to give it back. Keep it to yourself",
                examples = "zH2o0Z2l7yJ0mKq3Yw1uN8dP5rT6vX4c")
        String holderKey,

        @Schema(
                description = "How long the token is good for from the moment at which a renewal was sent",
                type = SchemaType.STRING,
                format = "duration",
                implementation = String.class,
                examples = "PT15S")
        Duration lease,

        @Schema(
                description = "How often to renew; the first time at once",
                type = SchemaType.STRING,
                format = "duration",
                implementation = String.class,
                examples = "PT5S")
        Duration renewal,

        ConnectionView connection) {

    /** How its sessions are to be opened. */
    @Schema(name = "Connection", title = "How a token's sessions are to be opened")
    public record ConnectionView(
            @Schema(
                    description = "PostgreSQL's; absent where the service was not told where the database is",
                    examples = "db.example.org")
            @Nullable String host,

            @Schema(examples = "5432") @Nullable String port,

            @Schema(description = "As PostgreSQL knows it", examples = "shop") @Nullable String database,

            @Schema(
                    description =
                            "The login role that the token is. Absent where its sessions bear its tag only: log in as"
                                    + " whoever the holder is",
                    examples = "sg_main_main-17")
            @Nullable String user,

            @Schema(description = "The login role's; absent where the holder chose it itself, or where there is none")
            @Nullable String password,

            @Schema(description = "Every session must bear it as its application_name", examples = "sg:main:main-17")
            String applicationName) {}

    /**
     * As its holder is told of it.
     *
     * @param address where its database is; null where that is not known
     */
    public static HeldTokenView of(HeldToken held, String installation, @Nullable DatabaseAddress address) {
        TokenTerms terms = held.token().terms();
        SeedRequest request = held.order().request();
        return new HeldTokenView(
                terms.id(),
                terms.fence(),
                request.cluster(),
                request.id(),
                terms.connections(),
                held.order().key().text(),
                held.lease(),
                held.renewal(),
                connection(held, new TokenTag(installation, terms.id()), address));
    }

    private static ConnectionView connection(HeldToken held, TokenTag tag, @Nullable DatabaseAddress address) {
        boolean isLogin = held.token().terms().enforcement() == Enforcement.ROLE;
        return new ConnectionView(
                address == null ? null : address.host(),
                address == null ? null : address.port(),
                address == null ? null : address.database(),
                isLogin ? tag.login() : null,
                isLogin && held.order().chosenPassword() == null ? held.order().password() : null,
                tag.applicationName());
    }
}
