package dev.seedgate.verification.system;

import dev.seedgate.localstack.LocalStackConfig;
import dev.seedgate.localstack.broker.BrokerConfig;
import dev.seedgate.localstack.installation.InstallationConfig;
import dev.seedgate.localstack.installation.ServiceSettings;
import dev.seedgate.localstack.process.FreePorts;
import dev.seedgate.protocol.BrokerRights;
import dev.seedgate.protocol.Topic;
import dev.seedgate.protocol.TopicNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.security.plain.PlainLoginModule;

/**
 * A broker with a second door at which clients log in (SASL/PLAIN over TLS), and an authorizer that lets them do what {@link BrokerRights}
 * says and nothing else. Whoever comes by the first door is the test, and may do everything.
 */
final class BrokerWithAccounts {
    static final String ADMISSION = "admission";
    static final String WORKER = "worker";
    /** A person who only looks. */
    static final String READER = "reader";

    private static final String DOOR = "ACCOUNTS";
    private static final Map<String, String> PASSWORDS = Map.of(
            ADMISSION, "never-to-be-seen-broker-admission",
            WORKER, "never-to-be-seen-broker-worker",
            READER, "never-to-be-seen-broker-reader");

    private final int port = FreePorts.next();
    private final BrokerCertificate certificate;

    /** Not started yet. */
    BrokerWithAccounts(BrokerCertificate certificate) {
        this.certificate = certificate;
    }

    /** The stack with the door, and the authorizer. */
    LocalStackConfig in(LocalStackConfig config) {
        StringBuilder accounts = new StringBuilder(PlainLoginModule.class.getName()).append(" required");
        PASSWORDS.forEach((user, password) -> accounts.append(" user_%s=\"%s\"".formatted(user, password)));
        LocalStackConfig result = config;
        for (var setting : certificate.ofServer().entrySet()) {
            result = result.withBrokerProperty("listener.name.accounts." + setting.getKey(), setting.getValue());
        }
        return result.withBrokerDoor(new BrokerConfig.Door(DOOR, port, port, "SASL_SSL"))
                .withBrokerProperty("sasl.enabled.mechanisms", "PLAIN")
                .withBrokerProperty("listener.name.accounts.plain.sasl.jaas.config", accounts + ";")
                .withBrokerProperty("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
                .withBrokerProperty("allow.everyone.if.no.acl.found", "false")
                .withBrokerProperty("super.users", "User:ANONYMOUS");
    }

    /** The installation with every service at that door, under its own account. */
    InstallationConfig wire(InstallationConfig config, Stream<String> admissions, Stream<String> workers) {
        InstallationConfig result = config;
        for (String name : admissions.toList()) {
            result = result.withService(name, settings(ADMISSION));
        }
        for (String name : workers.toList()) {
            result = result.withService(name, settings(WORKER));
        }
        return result;
    }

    private ServiceSettings settings(String user) {
        var properties = new HashMap<String, String>();
        client(user).forEach((name, value) -> properties.put("kafka." + name, String.valueOf(value)));
        return new ServiceSettings(properties, Map.of());
    }

    /** How a client comes to the broker under an account. */
    Map<String, Object> client(String user) {
        return client(user, String.valueOf(PASSWORDS.get(user)));
    }

    /** The same with a password that may be wrong. */
    Map<String, Object> client(String user, String password) {
        Map<String, Object> settings = new HashMap<>(certificate.ofClient());
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, address());
        settings.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "SASL_SSL");
        settings.put(SaslConfigs.SASL_MECHANISM, "PLAIN");
        settings.put(
                SaslConfigs.SASL_JAAS_CONFIG,
                "%s required username=\"%s\" password=\"%s\";"
                        .formatted(PlainLoginModule.class.getName(), user, password));
        return settings;
    }

    /** Of the door. */
    String address() {
        return "127.0.0.1:" + port;
    }

    /** Gives all accounts what they may do; the reader may read the journal and no more. */
    static void grantRights(String bootstrapServers, TopicNames topics, String group) {
        List<AclBinding> rights = new ArrayList<>();
        BrokerRights.ofAdmission(topics, group).forEach(right -> rights.add(allowed(ADMISSION, right)));
        BrokerRights.ofWorker(topics).forEach(right -> rights.add(allowed(WORKER, right)));
        rights.add(allowed(
                READER,
                new BrokerRights.Right(
                        BrokerRights.Resource.TOPIC,
                        topics.of(Topic.TOKEN_EVENTS),
                        false,
                        BrokerRights.Operation.READ)));
        try (Admin admin = Admin.create(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            admin.createAcls(rights).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the rights were not granted", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while granting rights", e);
        }
    }

    private static AclBinding allowed(String user, BrokerRights.Right right) {
        return new AclBinding(
                new ResourcePattern(
                        ResourceType.valueOf(right.resource().name()),
                        right.name(),
                        right.prefix() ? PatternType.PREFIXED : PatternType.LITERAL),
                new AccessControlEntry(
                        "User:" + user,
                        "*",
                        AclOperation.valueOf(right.operation().name()),
                        AclPermissionType.ALLOW));
    }
}
