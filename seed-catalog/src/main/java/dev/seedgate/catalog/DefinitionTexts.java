package dev.seedgate.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What helps people to write definitions: a JSON Schema for their editors, and a definition to begin with. */
public final class DefinitionTexts {
    /** What the schema is called in the folder of the definitions that refer to it. A catalog ignores it. */
    public static final String SCHEMA_FILE = "seed.schema.json";

    private static final String TEMPLATE = "new-seed.yaml";
    private static final String NAME = "@NAME@";

    private DefinitionTexts() {}

    /** A JSON Schema (draft 7) of a definition. It refuses nothing that a catalog accepts; a catalog checks more. */
    public static String schema() {
        return read(SCHEMA_FILE);
    }

    /**
     * A commented definition that a catalog accepts as it is.
     *
     * @throws IllegalArgumentException when no seed can have this name
     */
    public static String template(String name) {
        if (!SeedDefinition.isName(name)) {
            throw new IllegalArgumentException("a seed's name must be " + SeedDefinition.NAME_RULE + ", got: " + name);
        }
        return read(TEMPLATE).replace(NAME, name);
    }

    private static String read(String resource) {
        try (InputStream in = DefinitionTexts.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the jar of seed-catalog lacks " + resource + "; build it anew");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
