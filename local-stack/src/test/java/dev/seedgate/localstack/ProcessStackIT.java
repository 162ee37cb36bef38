package dev.seedgate.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedgate.localstack.broker.Broker;
import dev.seedgate.localstack.postgres.Postgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stack as child processes; {@link DockerStackIT} has the other way. */
class ProcessStackIT {

    @Test
    void servesABrokerAndAPostgresUntilItIsClosed() throws Exception {
        Set<ProcessHandle> before = children();
        LocalStack stack = Serving.PROCESS.start(LocalStackConfig.forTests());
        try (stack) {
            createTopic(stack.broker(), "parts");

            assertThat(topics(stack.broker())).containsExactly("parts");
            assertThat(setting(stack.postgres(), "max_connections")).isEqualTo("25");
            assertThat(setting(stack.postgres(), "superuser_reserved_connections"))
                    .isEqualTo("3");
            assertThat(setting(stack.postgres(), "fsync")).isEqualTo("off");
        }

        stack.close();
        assertThat(stack.folder()).doesNotExist();
        assertThat(newChildren(before)).isEmpty();
    }

    @Test
    void restartsPostgresWithAnotherLimitOnTheSamePortAndData() throws Exception {
        try (LocalStack stack =
                Serving.PROCESS.start(LocalStackConfig.forTests().withoutBroker())) {
            Postgres postgres = stack.postgres();
            int port = postgres.port();
            execute(postgres, "CREATE TABLE part (id int)");

            postgres.restart(97);

            assertThat(postgres.port()).isEqualTo(port);
            assertThat(setting(postgres, "max_connections")).isEqualTo("97");
            execute(postgres, "INSERT INTO part VALUES (1)");
        }
    }

    @Test
    void bringsAKilledPostgresBackWithWhatWasCommitted() throws Exception {
        try (LocalStack stack = Serving.PROCESS.start(
                LocalStackConfig.forTests().withoutBroker().withDurability())) {
            Postgres postgres = stack.postgres();
            execute(postgres, "CREATE TABLE part (id int)");
            try (Connection bystander = postgres.connect()) {

                postgres.kill();

                assertThat(bystander.isValid(1)).isFalse();
            }
            assertThatThrownBy(postgres::connect).isInstanceOf(SQLException.class);
            postgres.start();
            execute(postgres, "INSERT INTO part VALUES (1)");
            assertThat(setting(postgres, "fsync")).isEqualTo("on");
        }
    }

    @Test
    void bringsAKilledBrokerBackWithItsTopics() throws Exception {
        try (LocalStack stack =
                Serving.PROCESS.start(LocalStackConfig.forTests().withoutPostgres())) {
            Broker broker = stack.broker();
            String address = broker.bootstrapServers();
            createTopic(broker, "parts");

            broker.kill();
            broker.start();

            assertThat(broker.bootstrapServers()).isEqualTo(address);
            assertThat(topics(broker)).containsExactly("parts");
            createTopic(broker, "more-parts");
        }
    }

    @Test
    void keepsTheDataOfAStackForTheNextOneOnItsFolder(@TempDir Path folder) throws Exception {
        LocalStackConfig config = LocalStackConfig.forTests().keepingDataIn(folder.resolve("stack"));
        try (LocalStack first = Serving.PROCESS.start(config)) {
            createTopic(first.broker(), "parts");
            first.postgres().createDatabase("shop");
        }

        try (LocalStack second = Serving.PROCESS.start(config)) {
            assertThat(topics(second.broker())).containsExactly("parts");
            try (Connection connection = second.postgres().connect("shop")) {
                assertThat(connection.isValid(1)).isTrue();
            }
        }
    }

    @Test
    void runsSideBySideWithAnotherStack() throws Exception {
        try (LocalStack one = Serving.PROCESS.start(LocalStackConfig.forTests());
                LocalStack other =
                        Serving.PROCESS.start(LocalStackConfig.forTests().withMaxConnections(10))) {
            createTopic(one.broker(), "parts");

            assertThat(topics(other.broker())).isEmpty();
            assertThat(setting(one.postgres(), "max_connections")).isEqualTo("25");
            assertThat(setting(other.postgres(), "max_connections")).isEqualTo("10");
        }
    }

    @Test
    void saysWhyAServerDidNotStartAndLeavesNothingBehind(@TempDir Path folder) {
        Path stackFolder = folder.resolve("stack");
        LocalStackConfig config =
                LocalStackConfig.forTests().inFolder(stackFolder).withPostgresSetting("shared_buffers", "none");

        assertThatThrownBy(() -> Serving.PROCESS.start(config)).hasMessageContaining("shared_buffers");
        assertThat(stackFolder).doesNotExist();
    }

    private static void createTopic(Broker broker, String name) throws Exception {
        try (Admin admin = admin(broker)) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
        }
    }

    private static Set<String> topics(Broker broker) throws Exception {
        try (Admin admin = admin(broker)) {
            return admin.listTopics().names().get();
        }
    }

    private static Admin admin(Broker broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    private static void execute(Postgres postgres, String sql) throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String setting(Postgres postgres, String name) throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW " + name)) {
            row.next();
            return row.getString(1);
        }
    }

    private static Set<ProcessHandle> children() {
        try (Stream<ProcessHandle> children = ProcessHandle.current().children()) {
            return Set.copyOf(children.toList());
        }
    }

    /** The reaper lives as long as this JVM. */
    private static List<ProcessHandle> newChildren(Set<ProcessHandle> before) {
        return children().stream()
                .filter(child -> !before.contains(child))
                .filter(child -> !child.info().commandLine().orElse("").contains("seedgate-reaper"))
                .toList();
    }
}
