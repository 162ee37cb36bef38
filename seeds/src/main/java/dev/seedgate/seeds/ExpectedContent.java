package dev.seedgate.seeds;

import java.math.BigDecimal;
import java.util.Arrays;

/**
 * What the example tables must hold for one vendor after its feed was loaded into all three of them, computed from the
 * generated rows: without CSV, without a database, with the last row of a key as the winner.
 *
 * @param products rows of {@code catalog.products}, and of {@code catalog.prices}
 * @param describedProducts products whose description is not NULL
 * @param descriptionCharacters {@code sum(char_length(description))}, in Unicode code points as PostgreSQL counts them
 * @param priceTotal {@code sum(price)} of {@code catalog.prices}
 * @param listPriceTotal {@code sum(list_price)} of {@code catalog.prices}
 * @param stocks rows of {@code catalog.inventory}, whose key has the warehouse in it
 * @param quantityTotal {@code sum(quantity)} of {@code catalog.inventory}
 */
public record ExpectedContent(
        int products,
        int describedProducts,
        long descriptionCharacters,
        BigDecimal priceTotal,
        BigDecimal listPriceTotal,
        int stocks,
        long quantityTotal) {

    /** Takes time in proportion to the rows, and 48 bytes of memory for each. */
    public static ExpectedContent of(FeedSpec spec) {
        var content = new Account(spec);
        new FeedRows(spec).forEachRemaining(content::enter);
        return content.total();
    }

    /** The last value for each key; {@link #NONE} where there is no row, {@link #NULL} where its value is NULL. */
    private static final class Account {
        private static final int NONE = -2;
        private static final int NULL = -1;

        private final boolean emptyIsNull;
        private final int[] descriptions;
        private final long[] prices;
        private final long[] listPrices;
        private final int[][] quantities;

        Account(FeedSpec spec) {
            emptyIsNull = !spec.shape().tellsEmptyFromNull();
            descriptions = filled(spec.rows());
            prices = new long[spec.rows()];
            listPrices = new long[spec.rows()];
            quantities = new int[FeedRows.WAREHOUSES.size()][];
            Arrays.setAll(quantities, warehouse -> filled(spec.rows()));
        }

        void enter(FeedRow row) {
            String description = row.description();
            boolean isNull = description == null || (emptyIsNull && description.isEmpty());
            descriptions[row.key()] =
                    isNull || description == null ? NULL : description.codePointCount(0, description.length());
            prices[row.key()] = row.price();
            listPrices[row.key()] = row.listPrice() == null ? 0 : row.listPrice();
            quantities[row.warehouse()][row.key()] = row.quantity() == null ? NULL : row.quantity();
        }

        ExpectedContent total() {
            return new ExpectedContent(
                    (int) Arrays.stream(descriptions)
                            .filter(length -> length != NONE)
                            .count(),
                    (int) Arrays.stream(descriptions)
                            .filter(length -> length >= 0)
                            .count(),
                    Arrays.stream(descriptions)
                            .filter(length -> length >= 0)
                            .asLongStream()
                            .sum(),
                    BigDecimal.valueOf(Arrays.stream(prices).sum(), 2),
                    BigDecimal.valueOf(Arrays.stream(listPrices).sum(), 2),
                    (int) Arrays.stream(quantities)
                            .flatMapToInt(Arrays::stream)
                            .filter(quantity -> quantity != NONE)
                            .count(),
                    Arrays.stream(quantities)
                            .flatMapToInt(Arrays::stream)
                            .filter(quantity -> quantity >= 0)
                            .asLongStream()
                            .sum());
        }

        private static int[] filled(int length) {
            int[] values = new int[length];
            Arrays.fill(values, NONE);
            return values;
        }
    }
}
