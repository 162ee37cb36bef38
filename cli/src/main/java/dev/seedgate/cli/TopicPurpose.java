package dev.seedgate.cli;

import dev.seedgate.protocol.Topic;

/** What each topic is for, for people. */
final class TopicPurpose {
    private TopicPurpose() {}

    static String of(Topic topic) {
        return switch (topic) {
            case SEED_REQUESTS -> "seeds that were accepted over HTTP";
            case TOKEN_REQUESTS -> "workers' bids for something to run";
            case TOKEN_HEARTBEATS -> "renewals of leases, and workers' signs of life";
            case TOKEN_RELEASES -> "tokens given back, with how the seed ended";
            case ADMISSION_COMMANDS -> "what people ask for, such as a cancel";
            case CLUSTER_OBSERVATIONS -> "what the agent saw in PostgreSQL";
            case TOKEN_GRANTS -> "the ledger's replies to bids and holders of tokens";
            case TOKEN_EVENTS -> "the journal: every change, with the budget after it";
            case SEED_STATUS -> "where every request stands";
            case SEED_LOGS -> "what runs said while they ran";
            case SEED_REJECTS -> "rows of feeds that were put aside, the first of each run";
            case SEED_DEAD_LETTERS -> "requests that failed for good";
            case ADMISSION_DEAD_LETTERS -> "records that could not be read or decided";
            case ADMISSION_LEDGER -> "the ledger itself, from which a new owner rebuilds it";
        };
    }
}
