package dev.seedgate.cli;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.seedgate.cli.client.SeedOrder;
import dev.seedgate.protocol.Checks;
import dev.seedgate.protocol.InvalidMessageException;
import dev.seedgate.protocol.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A batch as people write it down, in YAML or in JSON, which is YAML too.
 *
 * @param name what people call it
 */
record BatchFile(@Nullable String name, List<SeedOrder> seeds) {
    /** A misspelt field would otherwise be left out without a word. */
    private static final JsonMapper STRICT = Json.mapper()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    BatchFile {
        seeds = List.copyOf(Checks.present("seeds", seeds));
        if (seeds.isEmpty()) {
            throw new InvalidMessageException("seeds", "must name at least one seed");
        }
    }

    /** @throws CommandFailedException when it cannot be read; the message says where and why */
    static BatchFile read(Path file) {
        try {
            Object content = new Load(
                            LoadSettings.builder().setLabel(file.toString()).build())
                    .loadFromString(Files.readString(file));
            return Checks.present("content", STRICT.readValue(STRICT.writeValueAsBytes(content), BatchFile.class));
        } catch (NoSuchFileException e) {
            throw new CommandFailedException(ExitCode.USAGE, "There is no file " + file + ".");
        } catch (YamlEngineException e) {
            throw new CommandFailedException(ExitCode.USAGE, file + " is neither YAML nor JSON: " + e.getMessage());
        } catch (InvalidMessageException e) {
            throw new CommandFailedException(ExitCode.USAGE, file + ": " + e.getMessage());
        } catch (IOException e) {
            throw new CommandFailedException(
                    ExitCode.USAGE,
                    file + ": " + Json.invalid(BatchFile.class, e).getMessage() + "; see 'seedctl batch --help'");
        }
    }
}
