package dev.seedgate.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveCatalogTest {
    @TempDir
    Path temp;

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    private final LiveCatalog.Listener listener = new LiveCatalog.Listener() {
        @Override
        public void replaced(Catalog now) {
            told.add("replaced: " + now.names());
        }

        @Override
        public void refused(CatalogException problem) {
            told.add("refused: " + problem.problems().getFirst().key());
        }
    };

    @Test
    void takesUpChangesAsAWholeAndKeepsTheLastGoodCatalogWhileThereIsAProblem() throws Exception {
        CatalogFolder folder = new CatalogFolder(temp).with("a.yaml", sql("select 1"));
        try (LiveCatalog catalog = follow(temp)) {
            folder.with("b.yaml", sql("select 2"));
            assertThat(next()).isEqualTo("replaced: [a, b]");
            assertThat(catalog.current().names()).containsExactly("a", "b");

            folder.with("a.yaml", sql("select 10")).with("b.yaml", "stesp: []\n");
            assertThat(next()).isEqualTo("refused: stesp");
            assertThat(catalog.problem()).isPresent();
            assertThat(sqlOf(catalog.current(), "a")).isEqualTo("select 1");

            folder.with("b.yaml", sql("select 20"));
            assertThat(next()).isEqualTo("replaced: [a, b]");
            assertThat(catalog.current().names()).containsExactly("a", "b");
            assertThat(catalog.problem()).isEmpty();
            assertThat(sqlOf(catalog.current(), "a")).isEqualTo("select 10");
        }
    }

    @Test
    void keepsWhatRequestsWereAcceptedWithEvenOfASeedThatIsGone() throws Exception {
        CatalogFolder folder =
                new CatalogFolder(temp).with("a.yaml", sql("select 1")).with("b.yaml", sql("select 2"));
        try (LiveCatalog catalog = follow(temp)) {
            String accepted = versionOf(catalog, "a");
            Files.delete(temp.resolve("a.yaml"));
            next();

            assertThat(catalog.find("a", null)).isEmpty();
            assertThat(catalog.find("a", accepted)).isPresent();
            assertThat(catalog.find("a", "0123456789ab")).isEmpty();

            folder.with("a.yaml", sql("select 3"));
            next();
            assertThat(versionOf(catalog, "a")).isNotEqualTo(accepted);
            assertThat(catalog.find("a", accepted)).isPresent();
        }
    }

    @Test
    void looksAtOnceForAVersionThatItHasNotSeen() {
        CatalogFolder folder = new CatalogFolder(temp).with("a.yaml", sql("select 1"));
        try (LiveCatalog catalog = follow(temp)) {
            folder.with("a.yaml", sql("select 2"));
            String newer = folder.loadOnly("a").definitionVersion();

            assertThat(catalog.find("a", newer)).isPresent();
        }
    }

    @Test
    void noticesAFileThatWasReplacedByOneOfItsSizeWithinATickOfTheClock() throws IOException {
        CatalogFolder folder = new CatalogFolder(temp).with("a.yaml", sql("select 1"));
        FileTime tick = Files.getLastModifiedTime(temp.resolve("a.yaml"));
        String before = FolderStamp.of(temp);

        folder.with("a.yaml", sql("select 2"));
        Files.setLastModifiedTime(temp.resolve("a.yaml"), tick);

        assertThat(FolderStamp.of(temp)).isNotEqualTo(before);
    }

    @Test
    void theVersionOfADefinitionIsThatOfItsScriptsAndNotOfItsFeeds() {
        CatalogFolder folder = new CatalogFolder(temp)
                .with("a.sql", "select 1")
                .with("a.csv", "x\n1\n")
                .with("a.yaml", """
                        steps:
                          - sql: { file: a.sql }
                          - copy: { file: a.csv, into: s.t, mode: insert }
                        """);
        SeedDefinition before = folder.loadOnly("a");
        SeedDefinition otherFeed = folder.with("a.csv", "x\n2\n").loadOnly("a");
        SeedDefinition otherScript = folder.with("a.sql", "select 2").loadOnly("a");

        assertThat(otherFeed.definitionVersion()).isEqualTo(before.definitionVersion());
        assertThat(otherFeed.version()).isNotEqualTo(before.version());
        assertThat(otherScript.definitionVersion()).isNotEqualTo(before.definitionVersion());
    }

    @Test
    void keepsSoManyVersionsOfASeed() {
        var seen = new SeenDefinitions();
        CatalogFolder folder = new CatalogFolder(temp);
        seen.add(folder.with("a.yaml", sql("select 0")).load());
        String first = folder.loadOnly("a").definitionVersion();
        for (int i = 1; i < SeenDefinitions.KEPT; i++) {
            seen.add(folder.with("a.yaml", sql("select " + i)).load());
        }
        assertThat(seen.find("a", first)).isPresent();

        seen.add(folder.with("a.yaml", sql("select 'one more'")).load());
        assertThat(seen.find("a", first)).isEmpty();
        assertThat(seen.find("a", folder.loadOnly("a").definitionVersion())).isPresent();
    }

    /** A mounted ConfigMap, or a deployment that switches from one checkout to the next. */
    @Test
    void noticesThatALinkLeadsElsewhere() throws IOException, InterruptedException {
        Path old = Files.createDirectories(temp.resolve("old"));
        Path now = Files.createDirectories(temp.resolve("now"));
        new CatalogFolder(old).with("a.yaml", sql("select 1"));
        new CatalogFolder(now).with("a.yaml", sql("select 1")).with("b.yaml", sql("select 2"));
        Path link = Files.createSymbolicLink(temp.resolve("link"), old);
        try (LiveCatalog catalog = follow(link)) {
            Files.delete(link);
            Files.createSymbolicLink(link, now);

            assertThat(next()).isEqualTo("replaced: [a, b]");
            assertThat(catalog.current().names()).containsExactly("a", "b");
        }
    }

    private LiveCatalog follow(Path folder) {
        return LiveCatalog.follow(folder, listener, Duration.ofMillis(50));
    }

    private String next() throws InterruptedException {
        return String.valueOf(told.poll(1, TimeUnit.MINUTES));
    }

    private static String versionOf(LiveCatalog catalog, String seed) {
        return catalog.current().find(seed).orElseThrow().definitionVersion();
    }

    private static String sqlOf(Catalog catalog, String seed) {
        return ((SqlStep) catalog.find(seed).orElseThrow().steps().getFirst()).sql();
    }

    private static String sql(String statement) {
        return "steps: [{ sql: { inline: \"" + statement + "\" } }]\n";
    }
}
