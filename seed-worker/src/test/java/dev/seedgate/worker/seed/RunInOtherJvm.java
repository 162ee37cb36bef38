package dev.seedgate.worker.seed;

import dev.seedgate.localstack.process.ManagedProcess;
import dev.seedgate.localstack.process.ProcessSpec;
import dev.seedgate.protocol.Enforcement;
import dev.seedgate.protocol.Reply.Grant;
import dev.seedgate.protocol.Scheduling;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.worker.config.DatabaseSettings;
import dev.seedgate.worker.support.Grants;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One run in a process that can be killed, without what makes a worker slow to start. */
final class RunInOtherJvm {
    private static final Duration LONG = Duration.ofMinutes(2);

    private RunInOtherJvm() {}

    /** A request that both processes know by the same id. */
    static SeedRequest request(String id, String seed, int connections) {
        return new SeedRequest(
                id,
                Grants.CLUSTER,
                Grants.DATABASE,
                seed,
                connections,
                SeedRequest.DEFAULT_ATTEMPTS,
                LONG,
                Map.of(),
                Scheduling.DEFAULT,
                Instant.EPOCH);
    }

    static Grant grant(SeedRequest request, long fence) {
        return new Grant(
                Grants.CLUSTER,
                SeedRuns.WORKER,
                "bid",
                Grants.CLUSTER + "-" + fence,
                fence,
                request.connections(),
                1,
                LONG,
                LONG.dividedBy(3),
                Duration.ofSeconds(5),
                Enforcement.TAG,
                request);
    }

    static ManagedProcess start(Path folder, DatabaseSettings database, SeedRequest request, long fence) {
        return ManagedProcess.start(ProcessSpec.of(
                "run",
                folder,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RunInOtherJvm.class.getName(),
                        folder.toString(),
                        database.url(),
                        database.username(),
                        database.password(),
                        request.id(),
                        request.seed(),
                        Integer.toString(request.connections()),
                        Long.toString(fence))));
    }

    /** Takes what {@link #start} gives. */
    public static void main(String[] arguments) {
        var runs = new SeedRuns(Path.of(arguments[0]), new DatabaseSettings(arguments[1], arguments[2], arguments[3]));
        SeedRequest request = request(arguments[4], arguments[5], Integer.parseInt(arguments[6]));
        System.out.println(runs.run(grant(request, Long.parseLong(arguments[7]))));
    }
}
