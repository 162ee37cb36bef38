package dev.seedgate.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import org.junit.jupiter.api.Test;

class SharedLocalStackIT {

    @Test
    void isTheSameRunningStackForEveryTest() throws Exception {
        LocalStack first = SharedLocalStack.get();
        first.postgres().createDatabase("one_test");

        LocalStack second = SharedLocalStack.get();

        assertThat(second).isSameAs(first);
        try (Connection connection = second.postgres().connect("one_test")) {
            assertThat(connection.isValid(1)).isTrue();
        }
        assertThat(second.broker().bootstrapServers()).startsWith("127.0.0.1:");
    }
}
