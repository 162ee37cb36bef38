package dev.seedgate.verification.checker;

import dev.seedgate.localstack.workload.Login;
import dev.seedgate.protocol.SeedState;
import dev.seedgate.seeds.ExpectedContent;
import dev.seedgate.seeds.FeedSpec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * P3, as the example tables tell it: what a vendor's seed loaded is what its feed holds, computed from the feed's generator and
 * not from the feed. A table whose seed has not succeeded in this run is left out.
 */
public final class ContentIsWhole implements Checker {
    private static final String PRODUCTS = """
            select count(*) || ' products, ' || count(description) || ' described with '
                || coalesce(sum(char_length(description)), 0) || ' characters'
            from catalog.products where vendor = ?
            """;
    private static final String PRICES = """
            select count(*) || ' prices, ' || coalesce(sum(price), 0) || ' and ' || coalesce(sum(list_price), 0)
            from catalog.prices where vendor = ?
            """;
    private static final String INVENTORY = """
            select count(*) || ' stocks of ' || coalesce(sum(quantity), 0)
            from catalog.inventory where vendor = ?
            """;

    private final Login database;
    private final RequestLives requests;
    private final Map<String, FeedSpec> feeds;

    /** @param feeds what each vendor's feed was generated from, by the vendor's name */
    public ContentIsWhole(Login database, RequestLives requests, Map<String, FeedSpec> feeds) {
        this.database = database;
        this.requests = requests;
        this.feeds = new TreeMap<>(feeds);
    }

    @Override
    public Verdict verdict() {
        Set<String> loaded = requests.in(SeedState.SUCCEEDED).stream()
                .map(status -> status.request().seed())
                .collect(Collectors.toSet());
        List<String> violations = new ArrayList<>();
        int compared = 0;
        try (Connection connection = database.open()) {
            for (Map.Entry<String, FeedSpec> feed : feeds.entrySet()) {
                for (Map.Entry<String, Question> question :
                        questions(feed.getKey(), feed.getValue()).entrySet()) {
                    if (loaded.contains(question.getKey())) {
                        compare(connection, feed.getKey(), question.getValue(), violations);
                        compared++;
                    }
                }
            }
        } catch (SQLException e) {
            violations.add("the database could not be asked: " + e.getMessage());
        }
        return new Verdict("P3 loads are whole", compared + " tables' content held against their feeds", violations);
    }

    private record Question(String sql, String expected) {}

    /** By seed. */
    private static Map<String, Question> questions(String vendor, FeedSpec feed) {
        ExpectedContent content = ExpectedContent.of(feed);
        return Map.of(
                vendor,
                new Question(
                        PRODUCTS,
                        "%d products, %d described with %d characters"
                                .formatted(
                                        content.products(),
                                        content.describedProducts(),
                                        content.descriptionCharacters())),
                vendor + "-prices",
                new Question(
                        PRICES,
                        "%d prices, %s and %s"
                                .formatted(content.products(), content.priceTotal(), content.listPriceTotal())),
                vendor + "-inventory",
                new Question(INVENTORY, "%d stocks of %d".formatted(content.stocks(), content.quantityTotal())));
    }

    private static void compare(Connection connection, String vendor, Question question, List<String> violations)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(question.sql())) {
            query.setString(1, vendor);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                String found = row.getString(1);
                if (!Objects.equals(found, question.expected())) {
                    violations.add("%s: the feed has %s, the table %s".formatted(vendor, question.expected(), found));
                }
            }
        }
    }
}
