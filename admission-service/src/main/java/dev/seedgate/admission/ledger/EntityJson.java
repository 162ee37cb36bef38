package dev.seedgate.admission.ledger;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.seedgate.core.ledger.Bid;
import dev.seedgate.core.ledger.ClusterState;
import dev.seedgate.core.ledger.Entity;
import dev.seedgate.core.ledger.EntityKey;
import dev.seedgate.core.ledger.LiveRequest;
import dev.seedgate.core.ledger.Outcome;
import dev.seedgate.core.ledger.RememberedCancel;
import dev.seedgate.core.ledger.RememberedRetry;
import dev.seedgate.core.ledger.SeedTimes;
import dev.seedgate.core.ledger.TenantUse;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.core.ledger.Worker;
import dev.seedgate.protocol.InvalidMessageException;
import dev.seedgate.protocol.Json;
import java.io.IOException;
import java.util.Locale;

/**
 * How the ledger's entities are spelled on {@code admission.ledger}: the key is {@code cluster/kind/id}, the value is JSON. The
 * core knows nothing of JSON, so what its sealed types need is said here.
 */
public final class EntityJson {
    private static final JsonMapper MAPPER = Json.mapper()
            .addMixIn(Token.class, TokenTypes.class)
            .addMixIn(LiveRequest.Phase.class, PhaseTypes.class)
            .build();

    private EntityJson() {}

    /** A record's key, read back. */
    public record RecordKey(String cluster, EntityKey entity) {}

    public static String key(String cluster, EntityKey key) {
        return cluster + "/" + key.kind().name().toLowerCase(Locale.ROOT) + "/" + key.id();
    }

    /**
     * Reads a record's key.
     *
     * @throws InvalidMessageException when it is no key of an entity
     */
    public static RecordKey parseKey(String key) {
        String[] parts = key.split("/", 3);
        if (parts.length != 3) {
            throw new InvalidMessageException("key", "must be cluster/kind/id, got: '" + key + "'");
        }
        return new RecordKey(parts[0], new EntityKey(kind(key, parts[1]), parts[2]));
    }

    private static EntityKey.Kind kind(String key, String word) {
        for (EntityKey.Kind kind : EntityKey.Kind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(word)) {
                return kind;
            }
        }
        throw new InvalidMessageException("key", "names no kind of entity, got: '" + key + "'");
    }

    public static byte[] write(Entity entity) {
        try {
            return MAPPER.writerFor(type(entity.key().kind())).writeValueAsBytes(entity);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(entity.key() + " cannot be written as JSON", e);
        }
    }

    /**
     * Reads an entity.
     *
     * @param kind as its record's key says
     * @throws InvalidMessageException when the bytes are no entity of that kind
     */
    public static Entity read(EntityKey.Kind kind, byte[] value) {
        try {
            return MAPPER.readValue(value, type(kind));
        } catch (IOException e) {
            throw Json.invalid(type(kind), e);
        }
    }

    private static Class<? extends Entity> type(EntityKey.Kind kind) {
        return switch (kind) {
            case CLUSTER -> ClusterState.class;
            case TOKEN -> Token.class;
            case REQUEST -> LiveRequest.class;
            case BID -> Bid.class;
            case WORKER -> Worker.class;
            case OUTCOME -> Outcome.class;
            case SEED -> SeedTimes.class;
            case TENANT -> TenantUse.class;
            case CANCEL -> RememberedCancel.class;
            case RETRY -> RememberedRetry.class;
        };
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Token.Granted.class, name = "granted"),
        @JsonSubTypes.Type(value = Token.Active.class, name = "active"),
        @JsonSubTypes.Type(value = Token.Suspect.class, name = "suspect"),
        @JsonSubTypes.Type(value = Token.Draining.class, name = "draining")
    })
    private interface TokenTypes {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = LiveRequest.Phase.Waiting.class, name = "waiting"),
        @JsonSubTypes.Type(value = LiveRequest.Phase.Following.class, name = "following"),
        @JsonSubTypes.Type(value = LiveRequest.Phase.Postponed.class, name = "postponed"),
        @JsonSubTypes.Type(value = LiveRequest.Phase.BackingOff.class, name = "backing-off"),
        @JsonSubTypes.Type(value = LiveRequest.Phase.Held.class, name = "held"),
        @JsonSubTypes.Type(value = LiveRequest.Phase.Running.class, name = "running")
    })
    private interface PhaseTypes {}
}
