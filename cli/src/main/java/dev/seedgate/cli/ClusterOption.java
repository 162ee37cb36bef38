package dev.seedgate.cli;

import dev.seedgate.cli.client.ClusterView;
import dev.seedgate.cli.client.SeedgateClient;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which PostgreSQL server a verb is about. */
final class ClusterOption {
    @Option(
            names = "--cluster",
            paramLabel = "C",
            description = "The PostgreSQL server that is meant; not needed where there is one only.")
    private @Nullable String cluster;

    /** All of them where none was named. */
    List<String> all(SeedgateClient client) {
        if (cluster != null) {
            return List.of(cluster);
        }
        return client.clusters().value().clusters().stream()
                .map(ClusterView::cluster)
                .toList();
    }

    /** @throws CommandFailedException when none was named and there are several */
    String one(SeedgateClient client) {
        List<String> all = all(client);
        if (all.size() != 1) {
            throw new CommandFailedException(
                    ExitCode.USAGE, "Which cluster? There are " + String.join(", ", all) + ": say --cluster C.");
        }
        return all.getFirst();
    }
}
