package dev.seedgate.admission.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the packaged service does not start with. It says so before it looks for a broker, of which there is none here. */
class RefusedStartIT {
    private static final Path JAR =
            Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath();
    private static final String SECRET = "never-to-be-seen";

    @TempDir
    private Path folder;

    @Test
    void theNetworkIsNotServedWithoutAuthentication() throws Exception {
        assertThat(refusal("-Dquarkus.http.host=0.0.0.0"))
                .contains("quarkus.http.host is 0.0.0.0", "seedgate.access.serve-network-without-authentication=true");
    }

    @Test
    void aPasswordOnTheCommandLineIsRefusedAndNotRepeated() throws Exception {
        assertThat(refusal("-Dseedgate.clusters.main.agent.password=" + SECRET))
                .contains("seedgate.clusters.main.agent.password is on the command line")
                .doesNotContain(SECRET);
    }

    @Test
    void aPasswordInAnUrlIsRefusedAndNotRepeated() throws Exception {
        assertThat(refusal(
                        "-Dseedgate.clusters.main.agent.url=jdbc:postgresql://127.0.0.1:1/postgres?password=" + SECRET))
                .contains("seedgate.clusters.main.agent.url must not hold a password")
                .doesNotContain(SECRET);
    }

    /** What it says before it ends by itself. */
    private String refusal(String property) throws Exception {
        File log = folder.resolve("service.log").toFile();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dkafka.bootstrap.servers=127.0.0.1:1",
                "-Dquarkus.http.port=0",
                "-Dseedgate.catalog=" + Path.of("src/test/resources/catalog").toAbsolutePath(),
                "-Dseedgate.clusters.main.agent.url=jdbc:postgresql://127.0.0.1:1/postgres",
                "-Dseedgate.clusters.main.agent.username=agent"));
        command.add(property);
        command.addAll(List.of("-jar", JAR.toString()));
        Process service = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        try {
            assertThat(service.waitFor(90, TimeUnit.SECONDS)).as("it ends").isTrue();
            assertThat(service.exitValue()).isNotZero();
            return Files.readString(log.toPath());
        } finally {
            service.destroyForcibly();
        }
    }
}
