package dev.seedgate.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.deser.DurationDeserializer;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Refuses times that are numbers. Jackson takes them for seconds, while half of the world's programs write milliseconds: a lease a
 * thousand times as long is worse than an error.
 */
final class TimesAsText extends SimpleModule {
    private static final long serialVersionUID = 1L;

    TimesAsText() {
        addDeserializer(Duration.class, new TextOnly<>(Duration.class, DurationDeserializer.INSTANCE));
        addDeserializer(Instant.class, new TextOnly<>(Instant.class, InstantDeserializer.INSTANT));
    }

    private static final class TextOnly<T> extends StdDeserializer<T> {
        private static final long serialVersionUID = 1L;

        private final JsonDeserializer<T> ofText;

        TextOnly(Class<T> type, JsonDeserializer<T> ofText) {
            super(type);
            this.ofText = ofText;
        }

        @Override
        @SuppressWarnings("unchecked") // Jackson hands back what the class it is given stands for
        public @Nullable T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return parser.hasToken(JsonToken.VALUE_STRING)
                    ? ofText.deserialize(parser, context)
                    : (T) context.handleUnexpectedToken(handledType(), parser);
        }
    }
}
