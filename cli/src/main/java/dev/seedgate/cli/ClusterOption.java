package dev.seedgate.cli;

import dev.seedgate.cli.client.ClusterView;
import dev.seedgate.cli.client.SeedgateClient;
import dev.seedgate.cli.settings.Setting;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which PostgreSQL server a verb is about. */
final class ClusterOption {
    @Option(
            names = "--cluster",
            paramLabel = "C",
            description = "The PostgreSQL server that is meant; not needed where there is one only, or"
                    + " $$SEEDGATE_CLUSTER or the profile says which.")
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

    /** @throws CommandFailedException when nobody said which, and there are several */
    String one(ServerOptions server, SeedgateClient client) {
        String said = server.find(Setting.CLUSTER, cluster, "--cluster");
        List<String> all = said.isEmpty() ? all(client) : List.of(said);
        if (all.size() != 1) {
            throw new CommandFailedException(
                    ExitCode.USAGE,
                    all.isEmpty()
                            ? "The service knows no cluster: configure seedgate.clusters there."
                            : "Which cluster? There are " + String.join(", ", all) + ": say --cluster C.");
        }
        return all.getFirst();
    }
}
