package dev.seedgate.admission.intake;

import static dev.seedgate.admission.intake.RefusedException.Reason.INVALID_FIELD;

import dev.seedgate.protocol.Checks;
import dev.seedgate.protocol.InvalidMessageException;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The protocol's checks of fields that somebody posted: what they find is a refusal. */
final class FieldChecks {
    private FieldChecks() {}

    static String required(@Nullable String value, String field) {
        return checked(() -> Checks.text(field, value, Integer.MAX_VALUE));
    }

    static int between(String field, @Nullable Integer value, int standard, int min, int max) {
        return checked(() -> Checks.between(field, min, max, Objects.requireNonNullElse(value, standard)));
    }

    static <T> T checked(Supplier<T> check) {
        try {
            return check.get();
        } catch (InvalidMessageException e) {
            throw refused(e.field(), String.valueOf(e.getMessage()));
        }
    }

    static RefusedException refused(String field, String message) {
        return new RefusedException(INVALID_FIELD, field, message);
    }
}
