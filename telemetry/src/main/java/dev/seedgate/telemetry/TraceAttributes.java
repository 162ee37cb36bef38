package dev.seedgate.telemetry;

import io.opentelemetry.api.common.AttributeKey;

/** What spans say of themselves. */
public final class TraceAttributes {
    public static final AttributeKey<String> CLUSTER = AttributeKey.stringKey("seedgate.cluster");
    public static final AttributeKey<String> DATABASE = AttributeKey.stringKey("seedgate.database");
    /** A request's id. */
    public static final AttributeKey<String> REQUEST = AttributeKey.stringKey("seedgate.request");
    /** A definition's name in the catalog. */
    public static final AttributeKey<String> SEED = AttributeKey.stringKey("seedgate.seed");
    /** A token's id. */
    public static final AttributeKey<String> TOKEN = AttributeKey.stringKey("seedgate.token");
    /** The number of a run, from 1. */
    public static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("seedgate.attempt");
    /** The number of a step, from 1. */
    public static final AttributeKey<Long> STEP = AttributeKey.longKey("seedgate.step");
    /** Rows that were written. */
    public static final AttributeKey<Long> ROWS = AttributeKey.longKey("seedgate.rows");

    private TraceAttributes() {}
}
