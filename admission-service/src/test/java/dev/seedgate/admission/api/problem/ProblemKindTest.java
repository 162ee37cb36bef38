package dev.seedgate.admission.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ProblemKindTest {
    private static final Pattern ROW = Pattern.compile("\\| `([a-z-]+)` \\| (\\d+) \\|.*");

    @Test
    void theDocumentationListsExactlyTheKindsThatThereAre() throws IOException {
        List<String> documented = Files.readAllLines(Path.of("../docs/PROBLEMS.md")).stream()
                .map(ROW::matcher)
                .filter(row -> row.matches())
                .map(row -> row.group(2) + " urn:seedgate:problem:" + row.group(1))
                .toList();

        assertThat(documented)
                .containsExactlyElementsOf(Arrays.stream(ProblemKind.values())
                        .map(kind -> kind.status() + " " + kind.type())
                        .toList());
    }
}
