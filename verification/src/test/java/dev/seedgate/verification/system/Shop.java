package dev.seedgate.verification.system;

import dev.seedgate.localstack.postgres.Postgres;
import dev.seedgate.localstack.workload.Login;
import dev.seedgate.seeds.ExampleCatalog;
import dev.seedgate.seeds.FeedShape;
import dev.seedgate.seeds.FeedSpec;
import dev.seedgate.verification.checker.EffectsExactlyOnce;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/**
 * The database that is shared, who connects to it, and the catalog of what is seeded into it. Nobody is a superuser: a superuser
 * could use the slots that are reserved for such, and the tests would prove nothing.
 *
 * @param studio for the tests' own questions; a class with a reservation, so that asking changes no budget
 */
public record Shop(Login api, Login background, Login agent, Login seeds, Login studio) {
    public static final String DATABASE = "shop";

    /** What all passwords begin with, so that one is recognised wherever it is seen. */
    static final String SECRET = "never-to-be-seen-";

    /** The large feed, beside the committed ones. */
    private static final FeedSpec LARGE = new FeedSpec(FeedShape.LARGE, 10_000, 7);
    /** What {@code seeds/README.md} says of the committed feeds. */
    private static final Map<FeedShape, FeedSpec> FEEDS = Map.of(
            FeedShape.MEYER, new FeedSpec(FeedShape.MEYER, 1200, 1),
            FeedShape.WHEELPROS, new FeedSpec(FeedShape.WHEELPROS, 1000, 2),
            FeedShape.OMIX, new FeedSpec(FeedShape.OMIX, 800, 3),
            FeedShape.KEYSTONE, new FeedSpec(FeedShape.KEYSTONE, 1500, 4),
            FeedShape.QUAD, new FeedSpec(FeedShape.QUAD, 2000, 5),
            FeedShape.LARGE, LARGE);

    private static final String TALLY = """
            description: "Writes the two halves of an entry, with a pause of so many seconds between them"
            connections: 2
            timeout: 2m
            parallel: true
            parameters:
              entry: { type: string }
              pause: { type: string, default: "0" }
            steps:
              - sql: { inline: "insert into tally.half values (current_setting('seedgate.entry'), current_setting('application_name'))" }
              - sql: { inline: "select pg_sleep(current_setting('seedgate.pause')::float8)" }
              - sql: { inline: "insert into tally.half values (current_setting('seedgate.entry'), current_setting('application_name'))" }
            """;

    /** Makes roles, database and tables. */
    static Shop create(Postgres server, Path catalog) throws SQLException, IOException {
        Login anyone = new Login(server.jdbcUrl(DATABASE), "", "", "");
        Login seeds = anyone.as("shop_seeds", SECRET + "seeds", "setup");
        Shop shop = new Shop(
                anyone.as("shop_api", SECRET + "api", "api"),
                anyone.as("shop_background", SECRET + "background", "background"),
                new Login(server.jdbcUrl(server.database()), "shop_agent", SECRET + "agent", "seedgate-agent"),
                seeds,
                seeds.named("studio"));
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            createRole(statement, shop.api, "");
            createRole(statement, shop.background, " IN ROLE pg_monitor");
            createRole(statement, shop.agent, " IN ROLE pg_monitor, pg_signal_backend");
            createRole(statement, shop.seeds, "");
            statement.execute("CREATE DATABASE " + DATABASE + " OWNER " + shop.seeds.user());
        }
        try (Connection connection = shop.seeds.open();
                Statement statement = connection.createStatement()) {
            statement.execute(Files.readString(catalog.resolve("schema.sql")));
            statement.execute("CREATE SCHEMA tally");
            statement.execute(
                    "CREATE TABLE tally.half (entry text NOT NULL, session text NOT NULL)"); // no key: a second run
            // shows
        }
        return shop;
    }

    /** Writes the catalog: the example seeds, and the seed whose effect can be counted. */
    static void writeCatalog(Path folder) throws IOException {
        ExampleCatalog.prepare(root().resolve("seeds"), folder, LARGE);
        Files.writeString(folder.resolve(EffectsExactlyOnce.TALLY + ".yaml"), TALLY);
    }

    /** What each vendor's feed was generated from. */
    static Map<String, FeedSpec> feeds() {
        Map<String, FeedSpec> feeds = new TreeMap<>();
        FEEDS.forEach((shape, spec) -> feeds.put(shape.vendor(), spec));
        return feeds;
    }

    /** The root of the source tree. */
    public static Path root() {
        for (Path folder = classes(); folder != null; folder = folder.getParent()) {
            if (Files.isExecutable(folder.resolve("seedctl"))) {
                return folder;
            }
        }
        throw new IllegalStateException("no seedctl above " + classes() + ": the tests run in the source tree");
    }

    private static Path classes() {
        try {
            return Path.of(Shop.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("not the address of a folder", e);
        }
    }

    private static void createRole(Statement statement, Login login, String options) throws SQLException {
        statement.execute("CREATE ROLE %s LOGIN PASSWORD '%s'%s".formatted(login.user(), login.password(), options));
    }
}
