package dev.seedgate.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The one way in which messages become JSON and back. Times are ISO-8601 text; absent values are left out. Unknown fields are
 * passed over, so that a newer process may speak to an older one; a missing number or a wrong type is an error.
 */
public final class Json {
    /** Messages are written by programs: a number where text belongs is a mistake there, and not to be guessed at. */
    private static final JsonMapper MAPPER = mapper().addModule(new TimesAsText())
            .withCoercionConfig(
                    LogicalType.Textual,
                    text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    /** How Jackson begins to say that a number or a truth value was left out. */
    private static final String ABSENT_PRIMITIVE = "Cannot map `null` into type";

    private Json() {}

    /** The mapper's settings, for those who must add types of their own. */
    public static JsonMapper.Builder mapper() {
        return JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS));
    }

    /** A message as UTF-8 JSON. */
    public static byte[] write(Object message) {
        try {
            return MAPPER.writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "a " + message.getClass().getSimpleName() + " cannot be written as JSON", e);
        }
    }

    /**
     * Reads a message.
     *
     * @throws InvalidMessageException when the bytes are no JSON of that type; the message names the field
     */
    public static <T> T read(byte[] json, Class<T> type) {
        try {
            T message = MAPPER.readValue(json, type);
            return Checks.present(type.getSimpleName(), message);
        } catch (IOException e) {
            throw invalid(type, e);
        }
    }

    /** What Jackson found wrong, with the path of the field at fault, and without its internals. */
    public static InvalidMessageException invalid(Class<?> type, IOException problem) {
        if (problem.getCause() instanceof InvalidMessageException named) {
            return named;
        }
        if (problem instanceof InvalidTypeIdException kind) {
            return new InvalidMessageException(
                    path(kind) + (kind.getPath().isEmpty() ? "" : ".") + kindField(kind.getBaseType()),
                    kind.getTypeId() == null ? "is missing" : "is unknown, got: '" + kind.getTypeId() + "'");
        }
        if (problem instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty()) {
            return new InvalidMessageException(path(mapping), whatIsWrong(mapping));
        }
        String detail =
                problem instanceof JsonProcessingException json ? json.getOriginalMessage() : problem.getMessage();
        return new InvalidMessageException(type.getSimpleName(), "is not valid JSON of that kind: " + detail);
    }

    private static String whatIsWrong(JsonMappingException problem) {
        if (problem.getOriginalMessage().startsWith(ABSENT_PRIMITIVE)) {
            return "is missing";
        }
        boolean needsObject = problem instanceof MismatchedInputException mismatch
                && mismatch.getTargetType() != null
                && mismatch.getTargetType().isRecord();
        return needsObject ? "must be an object" : "cannot be read: " + problem.getOriginalMessage();
    }

    /** The field that tells the kinds of a sealed type apart; what a mapper was told besides annotations is not known here. */
    private static String kindField(JavaType family) {
        return Optional.ofNullable(family.getRawClass().getAnnotation(JsonTypeInfo.class))
                .map(JsonTypeInfo::property)
                .orElse("the kind of " + family.getRawClass().getSimpleName());
    }

    private static String path(JsonMappingException problem) {
        return problem.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
    }
}
