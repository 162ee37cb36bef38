package dev.seedgate.localstack.docker;

import com.github.dockerjava.api.DockerClient;
import java.time.Duration;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;

/** Stops, kills and starts a container that stays the same: Testcontainers' own stop removes it. */
final class ContainerCommands {

    private ContainerCommands() {}

    static boolean isRunning(GenericContainer<?> container) {
        return Boolean.TRUE.equals(
                container.getCurrentContainerInfo().getState().getRunning());
    }

    static void start(GenericContainer<?> container) {
        client().startContainerCmd(container.getContainerId()).exec();
    }

    static void stop(GenericContainer<?> container, Duration grace) {
        if (isRunning(container)) {
            client().stopContainerCmd(container.getContainerId())
                    .withTimeout(Math.toIntExact(grace.toSeconds()))
                    .exec();
        }
    }

    static void kill(GenericContainer<?> container) {
        if (isRunning(container)) {
            client().killContainerCmd(container.getContainerId()).exec();
        }
    }

    private static DockerClient client() {
        return DockerClientFactory.instance().client();
    }
}
