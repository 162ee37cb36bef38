package dev.seedgate.admission.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.core.ledger.UseLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/EVENTS.md} against the words that the journal has. They are literals of its source, and so are found there. */
class JournalTest {
    private static final Path SOURCE = Path.of("src/main/java/dev/seedgate/admission/loop/Journal.java");
    private static final Pattern WORD = Pattern.compile("\"([a-z]+(-[a-z]+)+)\"");
    private static final Pattern DOCUMENTED = Pattern.compile("`([a-z]+(-[a-z]+)+)`");
    /** The word is needed to be complete; the line is left out. */
    private static final Set<String> LEFT_OUT = Set.of("lease-renewed");

    @Test
    void theDocumentationListsExactlyTheWordsOfTheJournal() throws IOException {
        Set<String> words = matches(WORD, Files.readString(SOURCE));
        words.removeAll(LEFT_OUT);
        Arrays.stream(UseLevel.values())
                .map(level -> "use-" + level.name().toLowerCase(Locale.ROOT))
                .forEach(words::add);
        String rows = Files.readAllLines(Path.of("../docs/EVENTS.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(0, line.indexOf("|", 1)))
                .collect(Collectors.joining("\n"));

        assertThat(matches(DOCUMENTED, rows)).isEqualTo(words).hasSizeGreaterThan(30);
    }

    private static Set<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
