package dev.seedgate.seeds;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The records of a feed, one after the other and in constant memory. About three in a hundred repeat the key of an earlier
 * one with other values: after a load the last of them must have won.
 */
final class FeedRows implements Iterator<FeedRow> {
    static final List<String> WAREHOUSES = List.of("RENO", "DALLAS", "KÖLN");

    private static final int REPEATED_PERCENT = 3;
    private static final int EMPTY_PERCENT = 5;
    private static final int MAX_PRICE_CENTS = 500_000;
    private static final int MAX_QUANTITY = 250;
    /** Odd, so that multiplying by it modulo 2³² gives every key a part number of its own, in no order. */
    private static final long SCRAMBLE = 0x9E3779B1L;

    private final FeedSpec spec;
    private final SplittableRandom random;
    private final PartTexts texts;
    private final String prefix;
    private int rowsMade;
    private int keysMade;

    FeedRows(FeedSpec spec) {
        this.spec = spec;
        this.random =
                new SplittableRandom(31 * spec.seed() + spec.shape().name().hashCode());
        this.texts = new PartTexts(random);
        this.prefix = spec.shape().name().substring(0, 2) + "-";
    }

    @Override
    public boolean hasNext() {
        return rowsMade < spec.rows();
    }

    @Override
    public FeedRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        rowsMade++;
        int key = chance(REPEATED_PERCENT) && keysMade > 0 ? random.nextInt(keysMade) : keysMade++;
        long price = 1 + random.nextLong(MAX_PRICE_CENTS);
        Long listPrice = chance(EMPTY_PERCENT) ? null : Long.valueOf(price + price * random.nextInt(60) / 100);
        return new FeedRow(
                key,
                prefix + partCode(key),
                texts.name(),
                texts.description(),
                chance(EMPTY_PERCENT) ? null : texts.brand(),
                listPrice,
                price,
                quantity(),
                random.nextInt(WAREHOUSES.size()));
    }

    private @Nullable Integer quantity() {
        return chance(EMPTY_PERCENT) ? null : Integer.valueOf(random.nextInt(MAX_QUANTITY));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private static String partCode(int key) {
        String code = Long.toString((key * SCRAMBLE) & 0xFFFF_FFFFL, Character.MAX_RADIX)
                .toUpperCase(Locale.ROOT);
        return "0".repeat(7 - code.length()) + code;
    }
}
