package dev.seedgate.verification.system;

import dev.seedgate.localstack.process.Jdk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.config.SslConfigs;

/**
 * A certificate for 127.0.0.1 that nobody else has signed.
 *
 * @param keys the broker's, in a PKCS #12 file
 * @param certificate what clients must trust, in a PEM file
 */
record BrokerCertificate(Path keys, Path certificate) {
    private static final String PASSWORD = "never-to-be-seen-broker-keys";
    private static final int SECONDS = 60;

    /** One of these ends in a folder, made by the JDK's own tool. */
    static BrokerCertificate in(Path folder) throws IOException, InterruptedException {
        BrokerCertificate made = new BrokerCertificate(folder.resolve("broker.p12"), folder.resolve("broker.pem"));
        keytool(made.keys(), "-genkeypair", "-keyalg", "EC", "-dname", "CN=broker", "-ext", "san=ip:127.0.0.1");
        keytool(made.keys(), "-exportcert", "-rfc", "-file", made.certificate().toString());
        return made;
    }

    private static void keytool(Path keys, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Jdk.tool("keytool")));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", "broker", "-storetype", "PKCS12", "-keystore", keys.toString()));
        command.addAll(List.of("-storepass:env", "PASSWORD", "-noprompt"));
        ProcessBuilder tool = new ProcessBuilder(command).inheritIO();
        tool.environment().put("PASSWORD", PASSWORD);
        Process process = tool.start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException("keytool failed: " + command);
        }
    }

    /** A listener's settings, without what stands before their names. */
    Map<String, String> ofServer() {
        return Map.of(
                SslConfigs.SSL_KEYSTORE_TYPE_CONFIG,
                "PKCS12",
                SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG,
                keys.toString(),
                SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG,
                PASSWORD,
                SslConfigs.SSL_KEY_PASSWORD_CONFIG,
                PASSWORD);
    }

    /** Those of a client that trusts it. */
    Map<String, String> ofClient() {
        return Map.of(
                SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG,
                "PEM",
                SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG,
                certificate.toString());
    }
}
