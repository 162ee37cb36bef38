package dev.seedgate.verification.chaos;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a run came to: figures, and those among them that must be zero. */
final class ResultTable {
    private final List<Row> rows = new ArrayList<>();

    private record Row(String name, Object value, boolean mustBeZero) {
        boolean isWrong() {
            return mustBeZero && !Integer.valueOf(0).equals(value);
        }
    }

    void add(String name, Object value) {
        rows.add(new Row(name, value, false));
    }

    void add(String name, Duration time, Duration bound) {
        add(name, "%.1f s (bound %d s)".formatted(time.toMillis() / 1000.0, bound.toSeconds()));
    }

    void addZero(String name, int value) {
        rows.add(new Row(name, value, true));
    }

    /** Every figure that must be zero and is not. */
    List<String> wrong() {
        return rows.stream()
                .filter(Row::isWrong)
                .map(row -> row.name() + ": " + row.value())
                .toList();
    }

    String markdown() {
        StringBuilder text = new StringBuilder("| what | figure |\n| --- | ---: |\n");
        for (Row row : rows) {
            String format = row.mustBeZero() ? "| **%s** | **%s** |%n" : "| %s | %s |%n";
            text.append(format.formatted(row.name(), row.value()));
        }
        return text.toString();
    }

    /** Writes {@code result.md} and {@code result.json}. */
    void writeTo(Path folder) throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        rows.forEach(row -> values.put(row.name(), row.value()));
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("result.md"), markdown());
        new JsonMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValue(folder.resolve("result.json").toFile(), values);
    }
}
