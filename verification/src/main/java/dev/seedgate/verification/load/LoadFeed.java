package dev.seedgate.verification.load;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The feed that everybody loads: about 100 bytes a row, a key of two columns, keys in no order, every key once. No field needs quotes,
 * so that those who only split at commas are not held up.
 *
 * @param rows a number that has no factor in common with the stride
 */
record LoadFeed(Path file, int rows) {
    static final String TABLE = "public.load";
    static final String COLUMNS = "vendor, part_number, name, description, price, quantity";
    static final String CREATE = """
            drop table if exists public.load;
            create table public.load (
                vendor      text not null,
                part_number text not null,
                name        text not null,
                description text,
                price       numeric(12, 2) not null,
                quantity    integer,
                primary key (vendor, part_number)
            )""";
    /** Every second row. */
    static final String HALVE = "delete from public.load where right(part_number, 1) in ('0', '2', '4', '6', '8')";

    private static final long STRIDE = 7_368_787; // a prime, so that the keys come in no order
    private static final int VENDORS = 20;

    /**
     * Writes it.
     *
     * @param day of another day the same rows have other prices
     */
    static LoadFeed write(Path file, int rows, int day) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(COLUMNS.replace(" ", "") + "\n");
            for (int i = 0; i < rows; i++) {
                out.write(row(i * STRIDE % rows, day));
            }
        }
        return new LoadFeed(file, rows);
    }

    private static String row(long number, int day) {
        return String.format(
                Locale.ROOT,
                "vendor-%02d,PN-%08d,Brake pad set %d front,Ceramic; fits 2004 to 2019 with sensor and clips %d,%d.%02d,%d%n",
                number % VENDORS,
                number,
                number % 977,
                number * 31 % 99_991,
                number % 900 + 10 + day,
                number % 100,
                number % 250);
    }
}
