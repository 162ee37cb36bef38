package dev.seedgate.seeds;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What a written feed says, read back with a CSV reader into plain maps: a second opinion on {@link ExpectedContent}, which
 * never looks at a file.
 */
final class FeedContent {
    private final FeedShape shape;
    private final Map<String, String> descriptions = new HashMap<>();
    private final Map<String, BigDecimal> prices = new HashMap<>();
    private final Map<String, BigDecimal> listPrices = new HashMap<>();
    private final Map<String, BigDecimal> quantities = new HashMap<>();
    private int rows;

    private FeedContent(FeedShape shape) {
        this.shape = shape;
    }

    static FeedContent read(FeedShape shape, Path feed) throws IOException {
        var content = new FeedContent(shape);
        try (CsvReader<CsvRecord> records =
                CsvReader.builder().fieldSeparator(shape.dialect().delimiter()).ofCsvRecord(feed)) {
            records.stream().skip(shape.hasHeader() ? 1 : 0).forEach(content::enter);
        }
        return content;
    }

    int rows() {
        return rows;
    }

    int products() {
        return descriptions.size();
    }

    int stocks() {
        return quantities.size();
    }

    long descriptionCharacters() {
        return descriptions.values().stream()
                .mapToLong(text -> text.codePoints().count())
                .sum();
    }

    BigDecimal priceTotal() {
        return total(prices);
    }

    BigDecimal listPriceTotal() {
        return total(listPrices);
    }

    long quantityTotal() {
        return total(quantities).longValueExact();
    }

    private void enter(CsvRecord row) {
        rows++;
        String part = field(row, FeedField.PART_NUMBER);
        descriptions.put(part, field(row, FeedField.DESCRIPTION));
        prices.put(part, number(row, FeedField.PRICE));
        listPrices.put(part, number(row, FeedField.LIST_PRICE));
        quantities.put(part + " in " + field(row, FeedField.WAREHOUSE), number(row, FeedField.QUANTITY));
    }

    private String field(CsvRecord row, FeedField field) {
        int index =
                shape.columns().stream().map(FeedShape.Column::field).toList().indexOf(field);
        String text = row.getField(index);
        return text.equals(shape.dialect().nullText()) ? "" : text;
    }

    private BigDecimal number(CsvRecord row, FeedField field) {
        String text = field(row, field);
        return text.isEmpty() ? BigDecimal.ZERO : new BigDecimal(text);
    }

    private static BigDecimal total(Map<String, BigDecimal> values) {
        return values.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
