package dev.seedgate.cli.client;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import dev.seedgate.protocol.NamedPriority;
import java.io.IOException;

/** A priority in a file: a number or a name. */
final class PriorityReader extends StdDeserializer<Integer> {
    private static final long serialVersionUID = 1L;

    PriorityReader() {
        super(Integer.class);
    }

    @Override
    public Integer deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        return NamedPriority.parse("priority", parser.getText());
    }
}
