package dev.seedgate.admission.intake;

import dev.seedgate.protocol.BidMessage;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.Topic;
import org.jspecify.annotations.Nullable;

/** What is to be written for a cluster; its partition follows from the cluster. */
record Message(Topic topic, String cluster, Object value) {
    /** Of the request that it is, or is about; null where it is about none, or one that nobody traced. */
    @Nullable String traceparent() {
        return switch (value) {
            case SeedRequest request -> request.traceparent();
            case BidMessage.Await await -> await.request().traceparent();
            default -> null;
        };
    }
}
