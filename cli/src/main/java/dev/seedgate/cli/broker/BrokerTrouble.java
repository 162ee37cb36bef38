package dev.seedgate.cli.broker;

import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;

/** Tells apart why a Kafka client cannot do its work: the file is wrong, the broker is not there, or does not want us. */
public final class BrokerTrouble {
    private BrokerTrouble() {}

    /** Of a client that could not even be made: nobody was asked yet, so it is the file, or there are no such hosts. */
    public static RuntimeException atStart(BrokerAccess access, KafkaException problem) {
        String reason = reason(problem);
        boolean ofAddresses = reason.contains(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
        return access.properties().file() == null || ofAddresses
                ? new BrokerUnreachableException(access.bootstrapServers(), reason, problem)
                : new ClientPropertiesException(access.properties() + ": " + reason + "; mend it there");
    }

    /** Of a client that has asked. */
    public static RuntimeException of(BrokerAccess access, Exception problem) {
        Optional<String> login = cause(problem, AuthenticationException.class);
        if (login.isPresent()) {
            return new BrokerRefusedException(
                    "No login at the broker %s (%s): %s."
                            .formatted(access.bootstrapServers(), login.get(), loginAdvice(access)),
                    problem);
        }
        Optional<String> right = cause(problem, AuthorizationException.class);
        if (right.isPresent()) {
            return new BrokerRefusedException(
                    "The broker %s does not let us read (%s): give the account the right to read these topics, as docs/TOPICS.md says."
                            .formatted(access.bootstrapServers(), right.get()),
                    problem);
        }
        return new BrokerUnreachableException(access.bootstrapServers(), reason(problem), problem);
    }

    /**
     * Of a client that was told to come without TLS to one who speaks nothing else: it takes the first bytes of a TLS alert for the length
     * of an answer, and wants 350 MB for it (KAFKA-4090).
     */
    public static RuntimeException of(BrokerAccess access, OutOfMemoryError problem) {
        return new BrokerUnreachableException(
                access.bootstrapServers(), "what answers there is not Kafka without TLS", problem);
    }

    private static String loginAdvice(BrokerAccess access) {
        return access.properties().file() == null
                ? "say how to log in in a file, and name it with --command-config"
                : "mend security.protocol, sasl.* or ssl.* in " + access.properties();
    }

    private static Optional<String> cause(Throwable problem, Class<? extends Exception> kind) {
        for (Throwable each = problem; each != null; each = each.getCause()) {
            if (kind.isInstance(each)) {
                return Optional.of(reason(each));
            }
        }
        return Optional.empty();
    }

    /** In the words of what lies deepest. */
    static String reason(Throwable problem) {
        Throwable deepest = problem;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        if (deepest instanceof NoSuchFileException missing) {
            return "there is no file " + missing.getFile();
        }
        return deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
    }
}
