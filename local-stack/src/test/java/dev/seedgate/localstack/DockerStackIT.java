package dev.seedgate.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.localstack.docker.DockerEngine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The same promises as a stack of processes, kept by containers. Skipped where no Docker engine answers. */
@EnabledIf(value = "anEngineAnswers", disabledReason = "no Docker engine answers on this machine")
class DockerStackIT {

    static boolean anEngineAnswers() {
        return DockerEngine.isUsable();
    }

    @Test
    void bringsAKilledBrokerBackUnderItsAddressWithItsTopics() throws Exception {
        try (LocalStack stack = Serving.DOCKER.start(LocalStackConfig.forTests().withoutPostgres())) {
            String address = stack.broker().bootstrapServers();
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
                admin.createTopics(List.of(new NewTopic("parts", 1, (short) 1)))
                        .all()
                        .get();

                stack.broker().kill();
                stack.broker().start();

                assertThat(stack.broker().bootstrapServers()).isEqualTo(address);
                assertThat(admin.listTopics().names().get()).containsExactly("parts");
            }
        }
    }

    @Test
    void restartsPostgresWithAnotherLimitOnTheSamePortAndData() throws Exception {
        try (LocalStack stack = Serving.DOCKER.start(LocalStackConfig.forTests().withoutBroker())) {
            int port = stack.postgres().port();
            stack.postgres().createDatabase("shop");
            assertThat(maxConnections(stack)).isEqualTo("25");

            stack.postgres().restart(97);

            assertThat(stack.postgres().port()).isEqualTo(port);
            assertThat(maxConnections(stack)).isEqualTo("97");
            stack.postgres().kill();
            stack.postgres().start();
            assertThat(maxConnections(stack)).isEqualTo("97");
            stack.postgres().connect("shop").close();
        }
    }

    private static String maxConnections(LocalStack stack) throws Exception {
        try (Connection connection = stack.postgres().connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW max_connections")) {
            row.next();
            return row.getString(1);
        }
    }
}
