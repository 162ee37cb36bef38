package dev.seedgate.core.ledger;

/**
 * Names an entity within its cluster.
 *
 * @param id empty for the one {@link ClusterState}
 */
public record EntityKey(Kind kind, String id) {
    /** The kinds of entities, by the word that stands in a record's key. */
    public enum Kind {
        CLUSTER,
        TOKEN,
        REQUEST,
        BID,
        WORKER,
        OUTCOME,
        CANCEL,
        RETRY,
        SEED,
        TENANT
    }

    static final EntityKey CLUSTER = new EntityKey(Kind.CLUSTER, "");

    public static EntityKey token(String id) {
        return new EntityKey(Kind.TOKEN, id);
    }

    public static EntityKey request(String id) {
        return new EntityKey(Kind.REQUEST, id);
    }

    public static EntityKey bid(String id) {
        return new EntityKey(Kind.BID, id);
    }

    public static EntityKey worker(String name) {
        return new EntityKey(Kind.WORKER, name);
    }

    public static EntityKey outcome(String request) {
        return new EntityKey(Kind.OUTCOME, request);
    }

    /** One seed's {@link SeedTimes}. */
    public static EntityKey seed(String database, String seed, int connections) {
        return new EntityKey(Kind.SEED, database + "/" + seed + "/" + connections);
    }

    /** One tenant's {@link TenantUse}. */
    public static EntityKey tenant(String tenant) {
        return new EntityKey(Kind.TENANT, tenant);
    }

    /** A request's {@link RememberedRetry}. */
    public static EntityKey retry(String request) {
        return new EntityKey(Kind.RETRY, request);
    }

    public static EntityKey cancel(String request) {
        return new EntityKey(Kind.CANCEL, request);
    }
}
