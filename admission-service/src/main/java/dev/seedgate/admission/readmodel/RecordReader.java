package dev.seedgate.admission.readmodel;

import dev.seedgate.admission.ledger.EntityJson;
import dev.seedgate.admission.ledger.EntityJson.RecordKey;
import dev.seedgate.protocol.Json;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.StatusMessage;
import dev.seedgate.protocol.Topic;
import dev.seedgate.protocol.TopicNames;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** Puts records into a picture. Whatever is wrong with a record, it is left out and logged: it
 * must not hide all that follow it. */
final class RecordReader {
    private static final Logger LOG = Logger.getLogger(RecordReader.class);

    private final TopicNames topics;

    RecordReader(TopicNames topics) {
        this.topics = topics;
    }

    /** The topics that make up the picture. */
    List<String> topics() {
        return List.of(topics.of(Topic.SEED_REQUESTS), topics.of(Topic.SEED_STATUS), topics.of(Topic.ADMISSION_LEDGER));
    }

    void read(ConsumerRecord<String, byte[]> record, Picture picture) {
        try {
            switch (topics.topic(record.topic())) {
                case SEED_REQUESTS -> picture.seeds().accepted(Json.read(record.value(), SeedRequest.class));
                case SEED_STATUS -> status(record, picture.seeds());
                case ADMISSION_LEDGER -> entity(record, picture);
                case TOKEN_REQUESTS,
                        TOKEN_HEARTBEATS,
                        TOKEN_RELEASES,
                        ADMISSION_COMMANDS,
                        CLUSTER_OBSERVATIONS,
                        TOKEN_GRANTS,
                        TOKEN_EVENTS,
                        SEED_LOGS,
                        SEED_REJECTS,
                        SEED_DEAD_LETTERS,
                        ADMISSION_DEAD_LETTERS ->
                    throw new IllegalArgumentException(record.topic() + " is not followed by the read model");
            }
        } catch (RuntimeException e) {
            LOG.warnf(
                    "The record at offset %d of %s-%d is left out: %s",
                    record.offset(), record.topic(), record.partition(), e);
        }
    }

    private static void status(ConsumerRecord<String, byte[]> record, Seeds seeds) {
        if (record.value() == null) {
            seeds.remove(record.key());
            return;
        }
        switch (Json.read(record.value(), StatusMessage.class)) {
            case StatusMessage.SeedStatus status -> seeds.status(status);
            case StatusMessage.SeedProgress progress -> seeds.progress(progress);
        }
    }

    private static void entity(ConsumerRecord<String, byte[]> record, Picture picture) {
        if (record.key().startsWith("/")) {
            return; // of the installation, not of a cluster
        }
        RecordKey key = EntityJson.parseKey(record.key());
        ClusterEntities entities = picture.entities(key.cluster());
        if (record.value() == null) {
            entities.remove(key.entity());
        } else {
            entities.put(EntityJson.read(key.entity().kind(), record.value()));
        }
    }
}
