package dev.seedgate.cli;

import dev.seedgate.protocol.InvalidMessageException;
import dev.seedgate.protocol.NamedPriority;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A priority by its name or its number. */
public final class PriorityConverter implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
        try {
            return NamedPriority.parse("it", value);
        } catch (InvalidMessageException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
