package dev.seedgate.admission.loop;

import dev.seedgate.admission.ledger.EntityJson;
import dev.seedgate.core.decide.Decision.AddressedReply;
import dev.seedgate.core.event.LedgerEvent;
import dev.seedgate.core.ledger.Ledger;
import dev.seedgate.core.ledger.LiveRequest;
import dev.seedgate.protocol.DeadLetter;
import dev.seedgate.protocol.Json;
import dev.seedgate.protocol.Reply;
import dev.seedgate.protocol.StatusMessage.SeedStatus;
import dev.seedgate.protocol.TokenEvent;
import dev.seedgate.protocol.Topic;
import dev.seedgate.protocol.TopicNames;
import dev.seedgate.protocol.UnreadableRecord;
import dev.seedgate.telemetry.TraceHeader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What one batch writes, in order: replies, journal, statuses, dead letters, and the changed entities. Everything goes to the
 * owned partition's number on every topic, but for replies, which go where the bid said.
 */
final class Outbox {
    private final TopicNames topics;
    private final int partition;
    private final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    private final List<LiveRequest> granted = new ArrayList<>();
    private final List<TokenEvent> journal = new ArrayList<>();

    Outbox(TopicNames topics, int partition) {
        this.topics = topics;
        this.partition = partition;
    }

    List<ProducerRecord<byte[], byte[]>> records() {
        return records;
    }

    /** The requests that run once this is written. */
    List<LiveRequest> granted() {
        return granted;
    }

    /** What the journal says of it. */
    List<TokenEvent> journal() {
        return journal;
    }

    boolean isEmpty() {
        return records.isEmpty();
    }

    /** An event that the ledger has just applied. */
    void event(LedgerEvent event, Ledger ledger) {
        Journal.line(event, ledger).ifPresent(line -> journal(line, traceparent(event, ledger)));
        switch (event) {
            case LedgerEvent.RequestEvent request -> status(request, ledger);
            case LedgerEvent.TokenGranted grant -> {
                status(Statuses.of(grant.request(), ledger.state().time()));
                granted.add(grant.request());
            }
            default -> {
                // tells nothing new of any request
            }
        }
    }

    private void journal(TokenEvent line, @Nullable String traceparent) {
        journal.add(line);
        add(Topic.TOKEN_EVENTS, line.cluster(), Json.write(line), traceparent);
    }

    /** Of the request that an event is about; null where it is about none, or one that nobody traced. */
    private static @Nullable String traceparent(LedgerEvent event, Ledger ledger) {
        return switch (event) {
            case LedgerEvent.RequestEvent request -> request.request().request().traceparent();
            case LedgerEvent.TokenEvent token -> token.token().terms().traceparent();
            case LedgerEvent.SessionEnded ended ->
                ledger.token(ended.session().token())
                        .map(token -> token.terms().traceparent())
                        .orElse(null);
            default -> null;
        };
    }

    private void status(LedgerEvent.RequestEvent event, Ledger ledger) {
        SeedStatus status = Statuses.after(event, ledger.state().time());
        status(status);
        if (event instanceof LedgerEvent.RequestDied died) {
            DeadLetter letter = new DeadLetter(
                    ledger.cluster(),
                    status.request(),
                    status.attempt(),
                    status.interruptions(),
                    died.error(),
                    status.at());
            add(
                    Topic.SEED_DEAD_LETTERS,
                    ledger.cluster(),
                    Json.write(letter),
                    status.request().traceparent());
        }
    }

    private void status(SeedStatus status) {
        add(
                Topic.SEED_STATUS,
                status.key(),
                Json.write(status),
                status.request().traceparent());
    }

    void reply(AddressedReply addressed) {
        add(
                Topic.TOKEN_GRANTS,
                addressed.partition(),
                addressed.reply().cluster(),
                Json.write(addressed.reply()),
                addressed.reply() instanceof Reply.Grant grant ? grant.request().traceparent() : null);
    }

    /** The entities that changed since the last call for this ledger. */
    void entities(Ledger ledger) {
        ledger.takeChanges()
                .forEach((key, entity) -> add(
                        Topic.ADMISSION_LEDGER,
                        EntityJson.key(ledger.cluster(), key),
                        entity.map(EntityJson::write).orElse(null)));
    }

    /** Up to where the inputs are decided. */
    void decided(InputOffsets inputs) {
        add(Topic.ADMISSION_LEDGER, InputOffsets.KEY, Json.write(inputs));
    }

    /** An input record that could not be read or decided. */
    void unreadable(ConsumerRecord<byte[], byte[]> input, String error) {
        UnreadableRecord letter = new UnreadableRecord(
                input.topic(),
                input.partition(),
                input.offset(),
                input.timestamp(),
                text(input.key()),
                text(input.value()),
                error);
        records.add(new ProducerRecord<>(
                topics.of(Topic.ADMISSION_DEAD_LETTERS), partition, input.key(), Json.write(letter)));
    }

    private void add(Topic topic, String key, byte @Nullable [] value) {
        add(topic, key, value, null);
    }

    private void add(Topic topic, String key, byte @Nullable [] value, @Nullable String traceparent) {
        add(topic, partition, key, value, traceparent);
    }

    private void add(Topic topic, int to, String key, byte @Nullable [] value, @Nullable String traceparent) {
        var record = new ProducerRecord<>(topics.of(topic), to, utf8(key), value);
        TraceHeader.add(record.headers(), traceparent);
        records.add(record);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }
}
