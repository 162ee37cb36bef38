package dev.seedgate.admission.api.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.seedgate.catalog.Suggestion;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is wrong with a body that Jackson could not read, in words that say nothing of Java. */
final class JsonProblems {
    private static final int MAX_PATH = 200;

    private JsonProblems() {}

    static ProblemResponse of(JsonProcessingException error) {
        return switch (error) {
            case UnrecognizedPropertyException unknown -> unknownField(unknown);
            case MismatchedInputException mismatch when !mismatch.getPath().isEmpty() -> wrongType(mismatch);
            case MismatchedInputException mismatch when mismatch.getTargetType() != null -> wrongBody(mismatch);
            case JsonMappingException wrapper
            when wrapper.getCause() instanceof InputCoercionException -> outOfRange(wrapper);
            default -> malformed(error);
        };
    }

    private static ProblemResponse unknownField(UnrecognizedPropertyException error) {
        String field = path(error.getPath());
        Collection<Object> known = Objects.requireNonNullElse(error.getKnownPropertyIds(), List.of());
        List<String> names = known.stream().map(String::valueOf).sorted().toList();
        String name = cut(error.getPropertyName());
        return new ProblemResponse(
                        ProblemKind.INVALID_FIELD, "there is no field " + field + Suggestion.forWord(name, names))
                .field(field);
    }

    private static ProblemResponse wrongType(MismatchedInputException error) {
        String field = path(error.getPath());
        return new ProblemResponse(ProblemKind.INVALID_FIELD, field + " must be " + kind(error.getTargetType()))
                .field(field);
    }

    private static ProblemResponse outOfRange(JsonMappingException error) {
        String field = path(error.getPath());
        return new ProblemResponse(ProblemKind.INVALID_FIELD, field + " is out of range").field(field);
    }

    private static ProblemResponse wrongBody(MismatchedInputException error) {
        return isTrailing(error)
                ? malformed(error)
                : new ProblemResponse(ProblemKind.INVALID_FIELD, "the body must be a JSON object");
    }

    /** Something behind the end of the body; Jackson has no type of its own for that. */
    private static boolean isTrailing(MismatchedInputException error) {
        return error.getOriginalMessage().startsWith("Trailing token");
    }

    private static ProblemResponse malformed(JsonProcessingException error) {
        String what = error instanceof MismatchedInputException
                ? "there is something behind the end of the JSON"
                : firstSentence(error.getOriginalMessage());
        return new ProblemResponse(ProblemKind.MALFORMED_JSON, what).at(error.getLocation());
    }

    private static @Nullable String firstSentence(@Nullable String message) {
        return message == null ? null : cut(message.lines().findFirst().orElse(message));
    }

    private static String path(List<Reference> steps) {
        StringBuilder path = new StringBuilder();
        for (Reference step : steps) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return cut(path.toString());
    }

    private static String cut(String text) {
        return text.length() <= MAX_PATH ? text : text.substring(0, MAX_PATH) + "…";
    }

    private static String kind(@Nullable Class<?> type) {
        if (type == Integer.class) {
            return "a whole number";
        }
        if (type == String.class) {
            return "text";
        }
        if (type != null && Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return type != null && (Map.class.isAssignableFrom(type) || type.isRecord())
                ? "an object"
                : "something else; see the API's description";
    }
}
