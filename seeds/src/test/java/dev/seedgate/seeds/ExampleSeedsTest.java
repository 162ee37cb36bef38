package dev.seedgate.seeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedgate.catalog.Catalog;
import dev.seedgate.catalog.CopyStep;
import dev.seedgate.catalog.SeedDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds the committed seeds against the catalog's rules and against the generator. */
class ExampleSeedsTest {
    private static final Path SEEDS = Path.of("").toAbsolutePath();
    private static final String BROKEN_FEED = "broken/feeds/keystone-decimal-comma.csv";

    @TempDir
    Path temp;

    @Test
    void theCommittedCatalogLoads() {
        Catalog catalog = Catalog.load(SEEDS.resolve("catalog"));

        assertThat(catalog.names()).hasSize(16).contains("schema", "meyer", "meyer-prices", "meyer-inventory");
    }

    @Test
    void thePreparedCatalogHasEighteenLoadsOfTwoConnections() throws IOException {
        ExampleCatalog.prepare(SEEDS, temp, new FeedSpec(FeedShape.LARGE, 1_000, 7));
        ExampleCatalog.prepare(SEEDS, temp, new FeedSpec(FeedShape.LARGE, 500, 7));

        Catalog catalog = Catalog.load(temp);

        List<SeedDefinition> loads = catalog.names().stream()
                .map(name -> catalog.find(name).orElseThrow())
                .filter(seed -> !seed.name().equals("schema"))
                .toList();
        assertThat(loads).hasSize(18).allMatch(seed -> seed.needs().connections() == 2);
    }

    @Test
    void noTwoSeedsWriteTheSameRows() throws IOException {
        ExampleCatalog.prepare(SEEDS, temp, new FeedSpec(FeedShape.LARGE, 10, 7));
        Catalog catalog = Catalog.load(temp);

        Set<String> targets = catalog.names().stream()
                .flatMap(name -> catalog.find(name).orElseThrow().steps().stream())
                .flatMap(step -> step instanceof CopyStep copy ? Stream.of(copy.target()) : Stream.empty())
                .map(target -> target.constants().get("vendor") + " in " + target.table())
                .collect(Collectors.toSet());

        assertThat(targets).hasSize(18);
    }

    @ParameterizedTest
    @CsvSource({
        "catalog/feeds/meyer.csv,     MEYER,     1200, 1",
        "catalog/feeds/wheelpros.csv, WHEELPROS, 1000, 2",
        "catalog/feeds/omix.csv,      OMIX,       800, 3",
        "catalog/feeds/keystone.csv,  KEYSTONE,  1500, 4",
        "catalog/feeds/quad.csv.gz,   QUAD,      2000, 5"
    })
    void theCommittedFeedsAreWhatTheGeneratorMakes(String file, FeedShape shape, int rows, long seed)
            throws IOException {
        Path made = temp.resolve("feed.csv");
        FeedWriter.write(new FeedSpec(shape, rows, seed), made);

        assertThat(content(SEEDS.resolve(file))).isEqualTo(Files.readAllBytes(made));
    }

    @Test
    void theBrokenFeedIsWhatTheGeneratorMakes() throws IOException {
        Path made = temp.resolve("feed.csv");
        FeedWriter.writeFaulty(new FeedSpec(FeedShape.KEYSTONE, 400, 6), 201, made);

        assertThat(content(SEEDS.resolve(BROKEN_FEED))).isEqualTo(Files.readAllBytes(made));
    }

    @Test
    void theBrokenSeedLoadsAndItsFirstFaultIsInLine350() throws IOException {
        assertThat(Catalog.load(SEEDS.resolve("broken")).names()).containsExactly("keystone-decimal-comma");

        List<String> lines = Files.readAllLines(SEEDS.resolve(BROKEN_FEED));
        assertThat(lines.get(349)).contains(",\"396,23\",");
        assertThat(lines.subList(0, 349)).noneMatch(line -> line.matches(".*,\"\\d+,\\d\\d\",.*"));
    }

    @Test
    void theDefinitionInTheReadmeLoads() throws IOException {
        ExampleCatalog.copy(SEEDS.resolve("catalog"), temp);
        String readme = Files.readString(SEEDS.resolve("README.md"));
        int start = readme.indexOf("```yaml\n") + "```yaml\n".length();
        Files.writeString(temp.resolve("readme.yaml"), readme.substring(start, readme.indexOf("```", start)));

        SeedDefinition seed = Catalog.load(temp).find("readme").orElseThrow();

        assertThat(seed.parameters().keySet()).containsExactly("since", "dryRun");
        assertThat(seed.steps()).hasSize(2);
    }

    @Test
    void theLargeFeedMustHaveItsOwnShape() {
        assertThatThrownBy(() -> ExampleCatalog.prepare(SEEDS, temp, new FeedSpec(FeedShape.QUAD, 10, 7)))
                .hasMessage("the large feed must have the shape LARGE, got: QUAD");
    }

    private static byte[] content(Path feed) throws IOException {
        try (InputStream file = Files.newInputStream(feed);
                InputStream in = feed.toString().endsWith(".gz") ? new GZIPInputStream(file) : file) {
            return in.readAllBytes();
        }
    }
}
