package dev.seedgate.localstack;

import dev.seedgate.localstack.broker.ProcessBroker;
import dev.seedgate.localstack.docker.DockerBroker;
import dev.seedgate.localstack.docker.DockerEngine;
import dev.seedgate.localstack.docker.DockerPostgres;
import dev.seedgate.localstack.postgres.ProcessPostgres;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** What serves the stack. Testcontainers' classes are touched only by containers, so that processes do without them. */
enum Serving {
    PROCESS {
        @Override
        LocalStack start(LocalStackConfig config) {
            return RunningStack.start(config, ProcessBroker::started, ProcessPostgres::started);
        }
    },
    DOCKER {
        @Override
        LocalStack start(LocalStackConfig config) {
            if (config.keepData()) {
                throw new IllegalArgumentException(
                        "Containers keep no data: set " + PROPERTY + "=process for keepData");
            }
            return RunningStack.start(
                    config,
                    (broker, folder) -> DockerBroker.started(broker),
                    (postgres, folder) -> DockerPostgres.started(postgres));
        }
    };

    static final String PROPERTY = "seedgate.localstack";

    private static final Logger LOG = System.getLogger(LocalStack.class.getName());

    abstract LocalStack start(LocalStackConfig config);

    /** What the system property says, or the machine where that leaves it open. */
    static Serving chosenFor(LocalStackConfig config) {
        String value = System.getProperty(PROPERTY, "auto");
        Serving serving = chosenFor(value, config);
        LOG.log(
                Level.INFO,
                "The local stack runs as {0} ({1}={2})",
                serving == DOCKER ? "containers" : "child processes",
                PROPERTY,
                value);
        return serving;
    }

    static Serving chosenFor(String value, LocalStackConfig config) {
        return switch (value) {
            case "process" -> PROCESS;
            case "docker" -> DOCKER;
            case "auto" -> !config.needsProcesses() && DockerEngine.isUsable() ? DOCKER : PROCESS;
            default -> throw new IllegalArgumentException(PROPERTY + " must be auto, process or docker, got: " + value);
        };
    }
}
