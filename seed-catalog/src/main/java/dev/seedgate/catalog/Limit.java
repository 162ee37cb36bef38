package dev.seedgate.catalog;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many of a number of rows: so many, or a share of them.
 *
 * @param amount not negative
 * @param isPerCent whether it is a share, at most 100
 */
public record Limit(BigDecimal amount, boolean isPerCent) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3})?)\\s*%|(\\d{1,12})");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** Reads {@code 100} or {@code 2.5%}. */
    static Optional<Limit> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        boolean share = form.group(1) != null;
        var limit = new Limit(new BigDecimal(share ? form.group(1) : form.group(2)), share);
        return share && limit.amount.compareTo(HUNDRED) > 0 ? Optional.empty() : Optional.of(limit);
    }

    /** Whether {@code count} of {@code total} rows are not too many. */
    public boolean allows(long count, long total) {
        BigDecimal rows = BigDecimal.valueOf(count);
        return isPerCent
                ? rows.multiply(HUNDRED).compareTo(amount.multiply(BigDecimal.valueOf(total))) <= 0
                : rows.compareTo(amount) <= 0;
    }

    /** As it is written in a definition. */
    @Override
    public String toString() {
        return amount.toPlainString() + (isPerCent ? "%" : "");
    }
}
