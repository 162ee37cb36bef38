package dev.seedgate.worker.support;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** A catalog that a test writes as it needs it. */
public record TestCatalog(Path folder) {

    /** A seed of one inline SQL step. */
    public TestCatalog sql(String seed, String sql) {
        return seed(seed, "steps:\n  - sql:\n      inline: |\n" + sql.indent(8));
    }

    /** A seed with this definition. */
    public TestCatalog seed(String seed, String yaml) {
        return file(seed + ".yaml", yaml);
    }

    public TestCatalog file(String name, String content) {
        try {
            Files.createDirectories(folder.resolve(name).getParent());
            try (OutputStream out = Files.newOutputStream(folder.resolve(name));
                    OutputStream bytes = name.endsWith(".gz") ? new GZIPOutputStream(out) : out) {
                bytes.write(content.getBytes(StandardCharsets.UTF_8));
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
