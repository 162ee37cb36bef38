package dev.seedgate.protocol;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the records themselves say of the messages. */
final class MessageRecords {
    /** As what the values of each topic are read. The ledger's entities are the core's, and no message. */
    static final Map<Topic, Class<?>> TYPES = Map.ofEntries(
            Map.entry(Topic.SEED_REQUESTS, SeedRequest.class),
            Map.entry(Topic.TOKEN_REQUESTS, BidMessage.class),
            Map.entry(Topic.TOKEN_HEARTBEATS, Heartbeat.class),
            Map.entry(Topic.TOKEN_RELEASES, TokenRelease.class),
            Map.entry(Topic.ADMISSION_COMMANDS, AdmissionCommand.class),
            Map.entry(Topic.CLUSTER_OBSERVATIONS, ClusterObservation.class),
            Map.entry(Topic.TOKEN_GRANTS, Reply.class),
            Map.entry(Topic.TOKEN_EVENTS, TokenEvent.class),
            Map.entry(Topic.SEED_STATUS, StatusMessage.class),
            Map.entry(Topic.SEED_LOGS, RunLogLine.class),
            Map.entry(Topic.SEED_REJECTS, RejectedRow.class),
            Map.entry(Topic.SEED_DEAD_LETTERS, DeadLetter.class),
            Map.entry(Topic.ADMISSION_DEAD_LETTERS, UnreadableRecord.class));

    /** Every record that is a message of its own. */
    static final Set<Class<?>> MESSAGES =
            TYPES.values().stream().flatMap(MessageRecords::variants).collect(Collectors.toUnmodifiableSet());

    private MessageRecords() {}

    /** A field of a record's JSON. */
    record Field(RecordComponent component) {
        String name() {
            return component.getName();
        }

        /** May be left out. */
        boolean optional() {
            return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        }

        /** What a list or a map holds. */
        Stream<Class<?>> arguments() {
            return component.getGenericType() instanceof ParameterizedType type
                    ? Arrays.stream(type.getActualTypeArguments()).map(argument -> (Class<?>) argument)
                    : Stream.empty();
        }
    }

    static List<Field> fields(Class<?> message) {
        return Arrays.stream(message.getRecordComponents()).map(Field::new).toList();
    }

    /** The records behind a type: itself, or what a sealed one permits. */
    static Stream<Class<?>> variants(Class<?> type) {
        return type.isSealed() ? Arrays.stream(type.getPermittedSubclasses()) : Stream.of(type);
    }

    /** The messages and the records within them, in the order in which they are met. */
    static Set<Class<?>> withNested() {
        Set<Class<?>> records = new LinkedHashSet<>();
        TYPES.values().stream().flatMap(MessageRecords::variants).forEach(record -> addWithNested(record, records));
        return records;
    }

    private static void addWithNested(Class<?> type, Set<Class<?>> records) {
        if (type.isRecord() && records.add(type)) {
            fields(type).stream()
                    .flatMap(field -> Stream.concat(Stream.of(field.component().getType()), field.arguments()))
                    .flatMap(MessageRecords::variants)
                    .forEach(nested -> addWithNested(nested, records));
        }
    }
}
