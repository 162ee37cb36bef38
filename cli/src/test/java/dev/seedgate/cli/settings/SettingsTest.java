package dev.seedgate.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private static final String FILE = """
            default: shop
            profiles:
              shop:
                server: http://shop:8080
                database: shop
              staging:
                server: https://staging:443
                cluster: two
                broker: kafka-1:9092,kafka-2:9092
                topic-prefix: staging.
                command-config: kafka/ops.properties
            """;

    @TempDir
    private Path home;

    private final Map<String, String> environment = new HashMap<>();

    private Path file = Path.of("");

    @BeforeEach
    void writeFile() throws IOException {
        file = home.resolve(".config/seedgate/config.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, FILE);
        environment.put("HOME", home.toString());
    }

    @Test
    void anOptionGoesBeforeTheEnvironmentThatBeforeTheProfileAndThatBeforeTheDefault() throws IOException {
        environment.put("SEEDGATE_SERVER", "http://variable:1");

        assertThat(find("http://option:1")).isEqualTo(new Settings.Found("http://option:1", "--server"));
        assertThat(find(null)).isEqualTo(new Settings.Found("http://variable:1", "$SEEDGATE_SERVER"));
        environment.remove("SEEDGATE_SERVER");
        assertThat(find(null)).isEqualTo(new Settings.Found("http://shop:8080", file + ":4"));
        Files.delete(file);
        assertThat(find(null)).isEqualTo(new Settings.Found("http://127.0.0.1:8080", "the default"));
    }

    @Test
    void aProfileThatIsNamedAsAnOptionGoesBeforeTheEnvironmentInWhatItSays() {
        environment.put("SEEDGATE_SERVER", "http://variable:1");
        environment.put("SEEDGATE_DATABASE", "variable");
        Settings staging = settings("staging");

        assertThat(staging.find(Setting.SERVER, "http://option:1", "--server").value())
                .isEqualTo("http://option:1");
        assertThat(staging.find(Setting.SERVER, null, "--server").value()).isEqualTo("https://staging:443");
        assertThat(staging.find(Setting.DATABASE, null, "--database").value()).isEqualTo("variable");
    }

    @Test
    void theProfileIsTheOneOfTheOptionElseOfTheVariableElseTheFilesDefault() {
        assertThat(settings(null).profile().orElseThrow().name()).isEqualTo("shop");
        environment.put("SEEDGATE_PROFILE", "staging");
        assertThat(settings(null).profile().orElseThrow().name()).isEqualTo("staging");
        assertThat(settings("shop").profile().orElseThrow().name()).isEqualTo("shop");
    }

    @Test
    void aProfileSaysAllThatIsToBeSaid() {
        Settings staging = settings("staging");

        assertThat(staging.find(Setting.CLUSTER, null, "--cluster").value()).isEqualTo("two");
        assertThat(staging.find(Setting.BROKER, null, "--bootstrap-servers").value())
                .isEqualTo("kafka-1:9092,kafka-2:9092");
        assertThat(staging.find(Setting.TOPIC_PREFIX, null, "--topic-prefix").value())
                .isEqualTo("staging.");
        assertThat(staging.find(Setting.DATABASE, null, "--database").value()).isEmpty();
    }

    @Test
    void aFileThatAProfileNamesIsBesideTheProfileAndOneThatIsNamedElsewhereIsWhereTheVerbWasTyped() {
        environment.put("SEEDGATE_COMMAND_CONFIG", "ops.properties");

        assertThat(settings("staging")
                        .find(Setting.COMMAND_CONFIG, null, "--command-config")
                        .value())
                .isEqualTo(home.resolve(".config/seedgate/kafka/ops.properties").toString());
        assertThat(settings(null)
                        .find(Setting.COMMAND_CONFIG, null, "--command-config")
                        .value())
                .isEqualTo("ops.properties");
    }

    @Test
    void aBrokenFileIsInNobodysWayWhoSaysEverythingHimself() throws IOException {
        Files.writeString(file, "profiles: [");

        assertThat(find("http://option:1").value()).isEqualTo("http://option:1");
        assertThatThrownBy(() -> find(null)).isInstanceOf(SettingsException.class);
    }

    @Test
    void theFileIsWhereXdgSaysOrAnotherOne() throws IOException {
        environment.put("XDG_CONFIG_HOME", home.resolve("xdg").toString());
        assertThat(settings(null).path()).isEqualTo(home.resolve("xdg/seedgate/config.yaml"));
        environment.put(
                "SEEDGATE_CONFIG",
                Files.writeString(home.resolve("own.yaml"), FILE).toString());
        assertThat(find(null).source()).isEqualTo(home.resolve("own.yaml") + ":4");
    }

    @Test
    void aFileThatTheEnvironmentNamesMustBeThere() {
        environment.put("SEEDGATE_CONFIG", "/nowhere/config.yaml");

        assertThatThrownBy(() -> find(null))
                .hasMessage("There is no file /nowhere/config.yaml, which $SEEDGATE_CONFIG names");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            defualt: shop                                     | :1: defualt is not a known key; did you mean default?
            profiles: { shop: { databse: x } }                | :1: databse is not a known key; did you mean database?
            profiles: { shop: { server: shop:8080 } }         | :1: server must be the address of an admission service such as
            profiles: { shop: { broker: shop } }              | :1: broker must be one broker or several, such as
            profiles: { shop: [ server ] }                    | :1: profile shop must be a list of 'key: value'
            profiles: { a: { database: x, database: y } }     | :1: database is there twice; remove one of the two
            profiles: { a: { database: x }, a: { server: y } }| :1: server must be
            profiles: shop                                    | :1: profiles must be a list of 'key: value'
            default: shop                                     | : there is no profile shop (named by its key 'default'); the file has none
            profiles: [                                       | :1: is not YAML:
            """)
    void whatIsWrongIsNamedWithFileAndLine(String text, String message) throws IOException {
        Files.writeString(file, text);

        assertThatThrownBy(() -> find(null))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith(file + message)
                .message()
                .hasLineCount(1);
    }

    @Test
    void theLineIsTheOneWhereItStands() throws IOException {
        Files.writeString(file, FILE.replace("cluster: two", "clutser: two"));

        assertThatThrownBy(() -> find(null)).hasMessageStartingWith(file + ":8: clutser is not a known key");
    }

    @Test
    void aProfileThatIsNotThereIsNamedTogetherWithThoseThatAre() {
        assertThatThrownBy(() -> settings("stagin").profile())
                .hasMessage(file + ": there is no profile stagin (named by --profile); did you mean staging?");
    }

    @Test
    void aVariableThatIsWrongIsNamed() {
        environment.put("SEEDGATE_SERVER", "shop");

        assertThatThrownBy(() -> find(null))
                .hasMessageStartingWith("--server (of $SEEDGATE_SERVER) must be the address");
    }

    private Settings settings(@Nullable String profile) {
        return new Settings(environment, profile);
    }

    private Settings.Found find(@Nullable String option) {
        return settings(null).find(Setting.SERVER, option, "--server");
    }
}
