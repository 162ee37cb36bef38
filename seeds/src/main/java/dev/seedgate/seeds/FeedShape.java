package dev.seedgate.seeds;

import static dev.seedgate.seeds.FeedField.BARCODE;
import static dev.seedgate.seeds.FeedField.BRAND;
import static dev.seedgate.seeds.FeedField.DESCRIPTION;
import static dev.seedgate.seeds.FeedField.LIST_PRICE;
import static dev.seedgate.seeds.FeedField.NAME;
import static dev.seedgate.seeds.FeedField.PART_NUMBER;
import static dev.seedgate.seeds.FeedField.PRICE;
import static dev.seedgate.seeds.FeedField.QUANTITY;
import static dev.seedgate.seeds.FeedField.WAREHOUSE;

import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.util.List;
import java.util.Locale;

/** How one vendor writes its feed. Each shape has habits that have broken somebody's import. */
@SuppressWarnings("ImmutableEnumChecker") // a record of constants and a List.of, which the checker cannot know
public enum FeedShape {
    /** The plain one: commas, quotes only where needed, a header with blanks in its names. */
    MEYER(
            new Dialect(',', "\n", QuoteStrategies.REQUIRED, ""),
            new Column(PART_NUMBER, "Part Number"),
            new Column(NAME, "Description"),
            new Column(DESCRIPTION, "Long Description"),
            new Column(BRAND, "Manufacturer"),
            new Column(LIST_PRICE, "Retail"),
            new Column(PRICE, "Price"),
            new Column(QUANTITY, "Qty Available"),
            new Column(WAREHOUSE, "Warehouse")),
    /** From a spreadsheet: CRLF, every field quoted unless empty, numbers too; other names and order; a column too many. */
    WHEELPROS(
            new Dialect(',', "\r\n", QuoteStrategies.NON_EMPTY, ""),
            new Column(BARCODE, "upc"),
            new Column(PART_NUMBER, "partnumber"),
            new Column(BRAND, "brand_desc"),
            new Column(NAME, "partdescription"),
            new Column(DESCRIPTION, "notes"),
            new Column(WAREHOUSE, "warehouse_code"),
            new Column(QUANTITY, "totalqoh"),
            new Column(PRICE, "map_usd"),
            new Column(LIST_PRICE, "msrp_usd")),
    /** From Europe: semicolons, umlauts in the header, and {@code ""} for empty text apart from nothing for no text. */
    OMIX(
            new Dialect(';', "\n", QuoteStrategies.EMPTY, ""),
            new Column(PART_NUMBER, "Artikel-Nr."),
            new Column(NAME, "Bezeichnung"),
            new Column(DESCRIPTION, "Ausführung"),
            new Column(BRAND, "Marke"),
            new Column(PRICE, "Händlerpreis"),
            new Column(LIST_PRICE, "Listenpreis"),
            new Column(WAREHOUSE, "Lager"),
            new Column(QUANTITY, "Verfügbar")),
    /** From a database dump: the word NULL for no value, and many line breaks inside of quotes. */
    KEYSTONE(
            new Dialect(',', "\n", QuoteStrategies.REQUIRED, "NULL"),
            new Column(PART_NUMBER, "VCPN"),
            new Column(DESCRIPTION, "LongDescription"),
            new Column(NAME, "ShortDescription"),
            new Column(BRAND, "VendorName"),
            new Column(QUANTITY, "TotalQty"),
            new Column(WAREHOUSE, "Site"),
            new Column(LIST_PRICE, "JobberPrice"),
            new Column(PRICE, "Cost"),
            new Column(BARCODE, "UPCCode")),
    /** Tabs and no header: columns are known by their number only. */
    QUAD(
            new Dialect('\t', "\n", QuoteStrategies.REQUIRED, ""),
            new Column(PART_NUMBER, ""),
            new Column(NAME, ""),
            new Column(PRICE, ""),
            new Column(LIST_PRICE, ""),
            new Column(QUANTITY, ""),
            new Column(WAREHOUSE, ""),
            new Column(BRAND, ""),
            new Column(DESCRIPTION, "")),
    /** For volume: header names equal to the tables' columns. */
    LARGE(
            new Dialect(',', "\n", QuoteStrategies.REQUIRED, ""),
            new Column(PART_NUMBER, "part_number"),
            new Column(NAME, "name"),
            new Column(DESCRIPTION, "description"),
            new Column(BRAND, "brand"),
            new Column(LIST_PRICE, "list_price"),
            new Column(PRICE, "price"),
            new Column(WAREHOUSE, "warehouse"),
            new Column(QUANTITY, "quantity"));

    private final Dialect dialect;
    private final List<Column> columns;

    FeedShape(Dialect dialect, Column... columns) {
        this.dialect = dialect;
        this.columns = List.of(columns);
    }

    /** @param nullText stands for no value */
    record Dialect(char delimiter, String lineBreak, QuoteStrategies quotes, String nullText) {}

    /** @param header empty in a feed without a header */
    record Column(FeedField field, String header) {}

    /** The vendor's name in the example seeds and in their tables. */
    public String vendor() {
        return name().toLowerCase(Locale.ROOT);
    }

    Dialect dialect() {
        return dialect;
    }

    List<Column> columns() {
        return columns;
    }

    boolean hasHeader() {
        return columns.stream().noneMatch(column -> column.header().isEmpty());
    }

    /** Whether a reader can tell an empty text from no text. */
    boolean tellsEmptyFromNull() {
        return dialect.quotes() == QuoteStrategies.EMPTY || !dialect.nullText().isEmpty();
    }
}
