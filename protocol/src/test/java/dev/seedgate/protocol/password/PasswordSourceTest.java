package dev.seedgate.protocol.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordSourceTest {
    private static final String PROPERTY = "seedgate.clusters.main.agent.password";

    @TempDir
    private Path folder;

    @Test
    void theCommandLineIsRefusedAndThePasswordNotRepeated() {
        assertThat(PasswordSource.problem(PROPERTY, "tell-nobody", "SysPropConfigSource"))
                .hasValueSatisfying(problem ->
                        assertThat(problem).contains(PROPERTY, "command line").doesNotContain("tell-nobody"));
    }

    @ParameterizedTest
    @CsvSource({"EnvConfigSource", "'FileSystemConfigSource[dir=/run/secrets]'", "KubernetesSecretConfigSource"})
    void theEnvironmentAndMountedSecretsAreFine(String source) {
        assertThat(PasswordSource.problem(PROPERTY, "tell-nobody", source)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "rw-------, Yaml, tell-nobody, false",
        "rw-r-----, Properties, tell-nobody, false",
        "rw-r--r--, Yaml, tell-nobody, true",
        "rw----r--, Properties, tell-nobody, true",
        "rw-r--r--, Yaml, ${AGENT_PASSWORD}, false",
        "rw-r--r--, Yaml, no\\${expression}, true",
    })
    void aFileMayHoldItWhereNotEverybodyReadsIt(String rights, String kind, String raw, boolean refused)
            throws IOException {
        Path file = Files.createFile(
                folder.resolve("application.yaml"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));

        Optional<String> problem =
                PasswordSource.problem(PROPERTY, raw, kind + "ConfigSource[source=" + file.toUri() + "]");
        assertThat(problem.isPresent()).isEqualTo(refused);
        assertThat(problem.orElse(file.toString())).contains(file.toString()).doesNotContain(raw);
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://h:5432/shop, jdbc:postgresql://h:5432/shop",
        "jdbc:postgresql://h/shop?user=x&password=secret&ssl=true, jdbc:postgresql://h/shop?user=x&password=…&ssl=true",
        "jdbc:postgresql://h/shop?sslpassword=secret, jdbc:postgresql://h/shop?sslpassword=…",
        "postgres://ada:secret@h/shop, postgres://…@h/shop",
    })
    void aUrlIsShownWithoutItsPassword(String url, String shown) {
        assertThat(JdbcUrls.withoutPassword(url)).isEqualTo(shown);
        assertThat(JdbcUrls.hasPassword(url)).isEqualTo(!url.equals(shown));
    }
}
