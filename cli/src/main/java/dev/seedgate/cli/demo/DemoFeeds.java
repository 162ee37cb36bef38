package dev.seedgate.cli.demo;

import dev.seedgate.seeds.ExampleCatalog;
import dev.seedgate.seeds.FeedShape;
import dev.seedgate.seeds.FeedSpec;
import dev.seedgate.seeds.FeedWriter;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The example seeds with feeds that are large enough to watch: three seeds for each of six vendors. */
final class DemoFeeds {
    /** Any number; the feeds are the same in every demo. */
    private static final long CONTENT = 20_260_201;

    private static final Map<FeedShape, String> FILES = new EnumMap<>(Map.of(
            FeedShape.MEYER, "meyer.csv",
            FeedShape.WHEELPROS, "wheelpros.csv",
            FeedShape.OMIX, "omix.csv",
            FeedShape.KEYSTONE, "keystone.csv",
            FeedShape.QUAD, "quad.csv.gz"));

    private DemoFeeds() {}

    /** The seeds in the order in which they are posted: what sells first, then its price, then how much there is. */
    static List<String> seeds() {
        List<String> seeds = new ArrayList<>();
        for (String suffix : List.of("", "-prices", "-inventory")) {
            for (FeedShape shape : FeedShape.values()) {
                seeds.add(shape.vendor() + suffix);
            }
        }
        return seeds;
    }

    /** Copies the catalog and writes its feeds in the plan's sizes; returns how many rows they have together. */
    static int write(DemoPlan plan, Path catalog) throws IOException {
        ExampleCatalog.prepare(source(), catalog, new FeedSpec(FeedShape.LARGE, plan.rows(), CONTENT));
        for (Map.Entry<FeedShape, String> feed : FILES.entrySet()) {
            FeedWriter.write(
                    new FeedSpec(feed.getKey(), plan.smallRows(), CONTENT),
                    catalog.resolve("feeds").resolve(feed.getValue()));
        }
        return plan.rows() + FILES.size() * plan.smallRows();
    }

    /** The folder {@code seeds} of the source tree that this program was built in. */
    private static Path source() {
        CodeSource code = DemoFeeds.class.getProtectionDomain().getCodeSource();
        try {
            Path start = code == null
                    ? Path.of("").toAbsolutePath()
                    : Path.of(code.getLocation().toURI());
            for (Path folder = start; folder != null; folder = folder.getParent()) {
                if (Files.isDirectory(folder.resolve("seeds").resolve("catalog"))) {
                    return folder.resolve("seeds");
                }
            }
            throw new IllegalStateException(
                    "There is no folder seeds/catalog beside " + start + "; the demo runs from Seedgate's source tree");
        } catch (URISyntaxException e) {
            throw new IllegalStateException("Not the address of a file: " + code.getLocation(), e);
        }
    }
}
