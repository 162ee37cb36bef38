package dev.seedgate.seeds;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What a column of a feed holds. */
enum FeedField {
    PART_NUMBER,
    NAME,
    DESCRIPTION,
    BRAND,
    LIST_PRICE,
    PRICE,
    QUANTITY,
    WAREHOUSE,
    /** A column that no seed loads. */
    BARCODE;

    @Nullable String of(FeedRow row) {
        return switch (this) {
            case PART_NUMBER -> row.partNumber();
            case NAME -> row.name();
            case DESCRIPTION -> row.description();
            case BRAND -> row.brand();
            case LIST_PRICE -> row.listPrice() == null ? null : decimal(row.listPrice());
            case PRICE -> decimal(row.price());
            case QUANTITY -> row.quantity() == null ? null : row.quantity().toString();
            case WAREHOUSE -> FeedRows.WAREHOUSES.get(row.warehouse());
            case BARCODE -> Long.toString(4_000_000_000_000L + row.key());
        };
    }

    private static String decimal(long cents) {
        return BigDecimal.valueOf(cents, 2).toPlainString();
    }
}
