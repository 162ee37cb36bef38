package dev.seedgate.localstack.brokermain;

import java.nio.file.Files;
import java.nio.file.Path;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/**
 * Formats the log folder when it is not formatted yet and then runs Kafka, in one process. Kafka's own scripts take two, and the
 * second JVM would cost a third of the whole start.
 */
public final class BrokerMain {

    private BrokerMain() {}

    /** Takes two arguments: the server's properties file and the folder that it names as {@code log.dirs}. */
    public static void main(String[] args) {
        String properties = args[0];
        Path logFolder = Path.of(args[1]);
        if (!Files.exists(logFolder.resolve("meta.properties"))) {
            int status = StorageTool.execute(
                    new String[] {"format", "--cluster-id", clusterId(), "--config", properties}, System.err);
            if (status != 0) {
                System.exit(status);
            }
        }
        Kafka.main(new String[] {properties});
    }

    /** The tool would take an id that starts with a dash for an option of its own. */
    private static String clusterId() {
        String id = Uuid.randomUuid().toString();
        return id.startsWith("-") ? clusterId() : id;
    }
}
