package dev.seedgate.cli;

import dev.seedgate.cli.client.ConnectionRange;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 2}, or {@code 2..8}, also written {@code 2-8}. */
public final class ConnectionRangeConverter implements ITypeConverter<ConnectionRange> {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,6})(?:(?:-|\\.\\.)(\\d{1,6}))?");

    @Override
    public ConnectionRange convert(String value) {
        Matcher range = RANGE.matcher(value);
        if (!range.matches()) {
            throw refused(value);
        }
        int min = Integer.parseInt(range.group(1));
        Integer max = range.group(2) == null ? null : Integer.valueOf(range.group(2));
        if (min < 1 || (max != null && max < min)) {
            throw refused(value);
        }
        return new ConnectionRange(min, max);
    }

    private static TypeConversionException refused(String value) {
        return new TypeConversionException(
                "must be a number such as 2, or as few as it needs and as many as it can use, such as 2..8, got: "
                        + value);
    }
}
