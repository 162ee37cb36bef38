package dev.seedgate.worker.seed;

import dev.seedgate.catalog.Parameter;
import dev.seedgate.catalog.SeedDefinition;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.worker.seed.step.StepFailedException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Hands a request's parameters to its SQL as settings of the transaction: {@code current_setting('seedgate.since')}. A value never
 * becomes part of a statement's text.
 */
final class SeedParameters {
    private static final String PREFIX = "seedgate.";

    private SeedParameters() {}

    static void apply(SeedDefinition definition, SeedRequest request, Connection connection)
            throws SQLException, StepFailedException {
        Map<String, String> values = values(definition, request);
        if (values.isEmpty()) {
            return;
        }
        try (PreparedStatement set = connection.prepareStatement("select set_config(?, ?, true)")) {
            for (Map.Entry<String, String> value : values.entrySet()) {
                set.setString(1, PREFIX + value.getKey());
                set.setString(2, value.getValue());
                set.execute();
            }
        }
    }

    /** The request's, and defaults for those that it does not give. */
    static Map<String, String> values(SeedDefinition definition, SeedRequest request) throws StepFailedException {
        var values = new LinkedHashMap<String, String>();
        for (Map.Entry<String, Parameter> declared : definition.parameters().entrySet()) {
            String name = declared.getKey();
            String value = request.parameters().get(name);
            if (value == null && declared.getValue().required()) {
                throw new StepFailedException(
                        "the seed " + definition.name() + " needs the parameter " + name
                                + ", which the request does not give",
                        false);
            }
            values.put(name, value == null ? declared.getValue().defaultValue().orElseThrow() : value);
        }
        return values;
    }
}
