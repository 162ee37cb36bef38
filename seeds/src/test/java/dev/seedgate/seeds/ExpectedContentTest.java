package dev.seedgate.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExpectedContentTest {
    @TempDir
    Path temp;

    @ParameterizedTest
    @EnumSource
    void agreesWithTheWrittenFeedReadBack(FeedShape shape) throws IOException {
        var spec = new FeedSpec(shape, 5_000, 11);
        Path file = temp.resolve("feed.csv");
        FeedWriter.write(spec, file);
        FeedContent read = FeedContent.read(shape, file);

        ExpectedContent expected = ExpectedContent.of(spec);

        assertThat(read.rows()).isEqualTo(5_000);
        assertThat(expected.products()).isEqualTo(read.products());
        assertThat(expected.stocks()).isEqualTo(read.stocks());
        assertThat(expected.descriptionCharacters()).isEqualTo(read.descriptionCharacters());
        assertThat(expected.priceTotal()).isEqualByComparingTo(read.priceTotal());
        assertThat(expected.listPriceTotal()).isEqualByComparingTo(read.listPriceTotal());
        assertThat(expected.quantityTotal()).isEqualTo(read.quantityTotal());
    }

    @ParameterizedTest
    @EnumSource
    void emptyDescriptionsCountOnlyWhereTheShapeCanTellThem(FeedShape shape) {
        ExpectedContent expected = ExpectedContent.of(new FeedSpec(shape, 5_000, 11));

        double described = (double) expected.describedProducts() / expected.products();

        assertThat(described)
                .isBetween(shape.tellsEmptyFromNull() ? 0.88 : 0.83, shape.tellsEmptyFromNull() ? 0.92 : 0.87);
    }
}
