package dev.seedgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs about definitions, on a catalog in a folder. */
class SeedsVerbsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void checkSaysHowManySeedsAreGood() throws IOException {
        write("a.yaml", "steps: [{ sql: { inline: select 1 } }]\n");
        assertThat(run("seeds", "check", folder.toString())).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).isEqualToIgnoringNewLines("1 seed, all good");

        write("b.yaml", "steps: [{ sql: { inline: select 1 } }]\n");
        assertThat(run("seeds", "check", "--catalog", folder.toString())).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).isEqualToIgnoringNewLines("2 seeds, all good");
    }

    @Test
    void checkPrintsEveryProblemWithItsPlaceAndKey() throws IOException {
        breakTwoSeeds();

        assertThat(run("seeds", "check", folder.toString())).isEqualTo(ExitCode.FAILED);
        assertThat(out.toString().lines())
                .containsExactly(
                        folder.resolve("a.yaml") + ":1:1: conections: is not a known key; did you mean connections?",
                        folder.resolve("b.yaml") + ":2:13: steps[1].sql: must have either file: with the path of a"
                                + " file or inline: with statements",
                        "2 problems");
    }

    @Test
    void checkHasItsProblemsAsJsonToo() throws IOException {
        breakTwoSeeds();

        assertThat(run("seeds", "check", "--json", folder.toString())).isEqualTo(ExitCode.FAILED);
        JsonNode problem = json().at("/problems/1");
        assertThat(json().path("good").asBoolean(true)).isFalse();
        assertThat(problem.path("file").asText()).endsWith("b.yaml");
        assertThat(problem.path("line").asInt()).isEqualTo(2);
        assertThat(problem.path("column").asInt()).isEqualTo(13);
        assertThat(problem.path("key").asText()).isEqualTo("steps[1].sql");
    }

    @Test
    void checkOfNoFolderIsAProblemToo() {
        assertThat(run("seeds", "check", folder.resolve("nowhere").toString())).isEqualTo(ExitCode.FAILED);
        assertThat(out.toString()).contains("nowhere: cannot be read").contains("1 problem");
    }

    @Test
    void newWritesADefinitionThatPassesTheCheckWithASchemaBesideIt() throws IOException {
        assertThat(run("seeds", "new", "tyres", "--catalog", folder.toString())).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("Wrote " + folder.resolve("tyres.yaml"), "seeds check");

        assertThat(run("seeds", "check", folder.toString())).isEqualTo(ExitCode.OK);
        assertThat(run("seeds", "schema")).isEqualTo(ExitCode.OK);
        assertThat(folder.resolve("seed.schema.json")).hasContent(out.toString());
    }

    @Test
    void newNeverOverwrites() throws IOException {
        write("tyres.yaml", "mine");
        write("seed.schema.json", "mine too");

        assertThat(run("seeds", "new", "tyres", "--catalog", folder.toString())).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("tyres.yaml is already there");
        assertThat(run("seeds", "new", "wheels", "--catalog", folder.toString()))
                .isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("seed.schema.json is of another version; renew it");
        assertThat(folder.resolve("tyres.yaml")).hasContent("mine");
        assertThat(folder.resolve("seed.schema.json")).hasContent("mine too");
    }

    @Test
    void listAndShowSayWhatDefinitionsComeTo() throws IOException {
        write("meyer.yaml", """
                description: Meyer's prices
                timeout: 90m
                parameters:
                  since: { type: string, description: first day }
                  dry: { type: boolean, default: false }
                steps: [{ sql: { inline: select 1 } }] # the text itself
                """);

        assertThat(run("seeds", "list", "--catalog", folder.toString())).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).containsPattern("meyer +[0-9a-f]{12} +1 +1h30m +1 +since dry +Meyer's prices");

        assertThat(run("seeds", "show", "meyer", "--catalog", folder.toString()))
                .isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .contains("since: string, required; first day", "dry: boolean, default false", "# the text itself")
                .contains("one at a time, of those with the key meyer");

        assertThat(run("seeds", "list", "--json", "--catalog", folder.toString()))
                .isEqualTo(ExitCode.OK);
        String version = json().at("/0/version").asText();
        assertThat(run("seeds", "show", "--json", "meyer", "--catalog", folder.toString()))
                .isEqualTo(ExitCode.OK);
        assertThat(json().path("version").asText()).isEqualTo(version).isNotEmpty();
        assertThat(json().at("/parameters/since/required").asBoolean()).isTrue();
    }

    @Test
    void showGuessesWhichSeedWasMeantAndRefusesABrokenCatalog() throws IOException {
        write("meyer.yaml", "steps: [{ sql: { inline: select 1 } }]\n");
        assertThat(run("seeds", "show", "meyr", "--catalog", folder.toString())).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("has no seed meyr; did you mean meyer?");

        write("omix.yaml", "");
        assertThat(run("seeds", "list", "--catalog", folder.toString())).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("has 1 problem:", "omix.yaml: is empty");
    }

    private void breakTwoSeeds() throws IOException {
        write("a.yaml", "conections: 2\nsteps: [{ sql: { inline: select 1 } }]\n");
        write("b.yaml", "steps:\n  - sql:    {}\n");
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private JsonNode json() {
        try {
            return new JsonMapper().readTree(out.toString());
        } catch (JsonProcessingException e) {
            throw new AssertionError(out.toString(), e);
        }
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Seedctl.commandLine(Map.of("XDG_CONFIG_HOME", "/nowhere"))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
