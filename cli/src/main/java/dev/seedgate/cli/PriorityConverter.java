package dev.seedgate.cli;

import dev.seedgate.protocol.Scheduling;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A priority by its name or its number. The names are as far apart as the levels within which tenants take turns. */
final class PriorityConverter implements ITypeConverter<Integer> {
    private static final Map<String, Integer> NAMED = Map.of("low", 250, "normal", 500, "high", 750, "urgent", 1000);

    @Override
    public Integer convert(String value) {
        Integer named = NAMED.get(value);
        return named == null ? number(value) : named;
    }

    private static int number(String value) {
        try {
            int number = Integer.parseInt(value);
            if (number >= 0 && number <= Scheduling.MAX_PRIORITY) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new TypeConversionException("must be low, normal, high or urgent, or a number from 0 to "
                + Scheduling.MAX_PRIORITY + ", got: " + value);
    }
}
