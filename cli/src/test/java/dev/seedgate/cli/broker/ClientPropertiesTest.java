package dev.seedgate.cli.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientPropertiesTest {
    @TempDir
    private Path folder;

    /** As a provider hands it out, with keys of other programs in it. */
    @Test
    void isTakenAsOtherToolsTakeIt() throws IOException {
        ClientProperties properties = read("""
                # for all tools
                bootstrap.servers = kafka-1:9093,kafka-2:9093\\u0020
                security.protocol=SASL_SSL
                sasl.mechanism: SCRAM-SHA-512
                acks=all
                group.id=shared
                schema.registry.url=https://registry.example
                basic.auth.credentials.source=USER_INFO
                config.providers=env
                config.providers.env.class=org.apache.kafka.common.config.provider.EnvVarConfigProvider
                """);

        assertThat(properties.bootstrapServers()).contains("kafka-1:9093,kafka-2:9093");
        assertThat(new BrokerAccess("kafka-3:9093", properties).settings(Map.of("acks", "1")))
                .containsEntry("bootstrap.servers", "kafka-3:9093")
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                .containsEntry("acks", "1")
                .doesNotContainKey("group.id");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            security.protcol=SASL_SSL | :2: security.protcol is not a property of Kafka clients; did you mean security.protocol?
            securityprotocol: SSL     | :2: securityprotocol is not a property of Kafka clients; did you mean security.protocol?
            sasl.mechanisms PLAIN     | :2: sasl.mechanisms is not a property of Kafka clients; did you mean sasl.mechanism?
            sasl.user=ops             | :2: sasl.user is not a property of Kafka clients; mend or remove it
            sasl.\\u006aaas=x          | : sasl.jaas is not a property of Kafka clients
            ssl.key=\\u12              | : is no properties file: Malformed
            """)
    void aMisspeltKeyIsNamedWithItsLine(String line, String complaint) {
        assertThatThrownBy(() -> read("# ours\n" + line))
                .isInstanceOf(ClientPropertiesException.class)
                .hasMessageStartingWith(file() + complaint)
                .message()
                .hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            security.protocol=SASL                                     | Invalid value SASL for configuration security.protocol
            security.protocol=SASL_SSL                                 | KafkaClient
            security.protocol=SSL,ssl.truststore.location=/nowhere.p12 | there is no file /nowhere.p12
            security.protocol=SASL_SSL,sasl.jaas.config=ops:secret     | JAAS
            """)
    void whatNoClientCanBeMadeOfIsTheFilesFault(String lines, String reason) throws IOException {
        BrokerAccess access = new BrokerAccess("127.0.0.1:1", read(lines.replace(',', '\n')));

        assertThatThrownBy(() -> TopicPartitions.of(access, List.of("token.events")))
                .isInstanceOf(ClientPropertiesException.class)
                .hasMessageStartingWith(file() + ": ")
                .hasMessageContaining(reason)
                .hasMessageEndingWith("; mend it there")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aHostThatIsNotThereIsNotTheFilesFault() throws IOException {
        BrokerAccess access = new BrokerAccess("nowhere.invalid:9093", read("security.protocol=PLAINTEXT"));

        assertThatThrownBy(() -> TopicPartitions.of(access, List.of("token.events")))
                .isInstanceOf(BrokerUnreachableException.class)
                .hasMessageStartingWith("No Kafka broker answers at nowhere.invalid:9093");
    }

    private Path file() {
        return folder.resolve("client.properties");
    }

    private ClientProperties read(String text) throws IOException {
        return ClientProperties.read(Files.writeString(file(), text));
    }
}
