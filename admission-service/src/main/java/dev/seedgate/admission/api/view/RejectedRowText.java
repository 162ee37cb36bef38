package dev.seedgate.admission.api.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.seedgate.protocol.Json;
import dev.seedgate.protocol.RejectedRow;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows that were put aside, as a file: CSV as RFC 4180 has it with a header, or one JSON object a line. UTF-8. */
public final class RejectedRowText {
    private static final Pattern NEEDS_QUOTES = Pattern.compile("[\",\r\n]");
    private static final String END_OF_LINE = "\r\n";

    private RejectedRowText() {}

    /** What is shown of a row. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Row(
            int step,
            String file,
            long line,
            @Nullable String column,
            @Nullable String value,
            String reason) {
        static Row of(RejectedRow row) {
            return new Row(row.step(), row.file(), row.line(), row.column(), row.value(), row.reason());
        }
    }

    public static void csv(List<RejectedRow> rows, OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        writer.write("step,file,line,column,value,reason" + END_OF_LINE);
        for (RejectedRow row : rows) {
            writer.write(Stream.of(
                                    Integer.toString(row.step()),
                                    row.file(),
                                    Long.toString(row.line()),
                                    row.column() == null ? "" : row.column(),
                                    row.value() == null ? "" : row.value(),
                                    row.reason())
                            .map(RejectedRowText::field)
                            .collect(Collectors.joining(","))
                    + END_OF_LINE);
        }
        writer.flush();
    }

    public static void ndjson(List<RejectedRow> rows, OutputStream out) throws IOException {
        for (RejectedRow row : rows) {
            out.write(Json.write(Row.of(row)));
            out.write('\n');
        }
        out.flush();
    }

    private static String field(String text) {
        return NEEDS_QUOTES.matcher(text).find() ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
