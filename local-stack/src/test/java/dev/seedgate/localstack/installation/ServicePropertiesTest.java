package dev.seedgate.localstack.installation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.localstack.workload.Login;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServicePropertiesTest {
    private static final String URL = "jdbc:postgresql://127.0.0.1:5432/";

    @TempDir
    private Path folder;

    private final InstallationConfig config = InstallationConfig.of(
                    Path.of("/seeds"),
                    new Login(URL + "postgres", "agent", "a${b}", "agent"),
                    "shop",
                    new Login(URL + "shop", "seeds", "s", "seeds"))
            .withClasses(List.of(new ConsumerClass("api", 2, "api*")))
            .withProperty("seedgate.timing.lease", "3s");

    @Test
    void theAdmissionServiceIsToldClustersClassesAndAllLogins() throws IOException {
        Properties written = written(ServiceProperties.ofAdmission(config, "127.0.0.1:9092", 8080));

        assertThat(written)
                .containsEntry("kafka.bootstrap.servers", "127.0.0.1:9092")
                .containsEntry("quarkus.http.port", "8080")
                .containsEntry("seedgate.catalog", "/seeds")
                .containsEntry("seedgate.clusters.main.agent.url", URL + "postgres")
                .containsEntry("seedgate.clusters.main.classes[0].name", "api")
                .containsEntry("seedgate.clusters.main.classes[0].reservation", "2")
                .containsEntry("seedgate.clusters.main.classes[0].application-name", "api*")
                .containsEntry("seedgate.clusters.main.databases.shop.url", URL + "shop")
                .containsEntry("seedgate.clusters.main.databases.shop.username", "seeds")
                .containsEntry("seedgate.clusters.main.databases.shop.password", "s")
                .containsEntry("seedgate.timing.lease", "3s");
    }

    @Test
    void aWorkerIsToldItsNameAndTheDatabasesButNotTheAgentsLogin() throws IOException {
        Properties written = written(ServiceProperties.ofWorker(config, "127.0.0.1:9092", 8081, "worker-1"));

        assertThat(written)
                .containsEntry("seedgate.worker.name", "worker-1")
                .containsEntry("seedgate.clusters.main.databases.shop.url", URL + "shop")
                .containsEntry("seedgate.clusters.main.databases.shop.username", "seeds")
                .doesNotContainKey("seedgate.clusters.main.agent.password");
    }

    @Test
    void aPasswordIsNeitherExpandedNorReadableForOthers() throws IOException {
        Properties written = written(ServiceProperties.ofAdmission(config, "127.0.0.1:9092", 8080));

        assertThat(written).containsEntry("seedgate.clusters.main.agent.password", "a\\${b}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    private Properties written(ServiceProperties properties) throws IOException {
        properties.writeTo(folder);
        Properties read = new Properties();
        try (Reader reader = Files.newBufferedReader(file())) {
            read.load(reader);
        }
        return read;
    }

    private Path file() {
        return folder.resolve("config").resolve("application.properties");
    }
}
