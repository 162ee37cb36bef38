package dev.seedgate.cli.demo;

import dev.seedgate.cli.text.Words;
import dev.seedgate.localstack.installation.Installation;
import dev.seedgate.localstack.installation.ServiceProcess;
import dev.seedgate.localstack.process.ProcessFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Starts a service again when it has died, as a cluster manager would, so that people can kill one in the middle of the demo and
 * watch. From its start on nobody else may touch the services.
 */
final class Supervisor implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofMillis(500);

    private final List<ServiceProcess> services = new ArrayList<>();
    private final Consumer<String> events;
    private final Thread thread;

    private Supervisor(Installation installation, Consumer<String> events) {
        this.services.add(installation.admission());
        this.services.addAll(installation.workers());
        this.events = events;
        this.thread = Thread.ofPlatform().daemon().name("supervisor").unstarted(this::watch);
    }

    static Supervisor start(Installation installation, Consumer<String> events) {
        Supervisor supervisor = new Supervisor(installation, events);
        supervisor.thread.start();
        return supervisor;
    }

    private void watch() {
        try {
            while (true) {
                services.stream().filter(service -> !service.isAlive()).forEach(this::revive);
                Thread.sleep(PERIOD);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void revive(ServiceProcess service) {
        long began = System.nanoTime();
        events.accept(service.name() + " has died; starting it again");
        try {
            service.restart();
            events.accept(service.name() + " is back after "
                    + Words.duration(Duration.ofNanos(System.nanoTime() - began)) + ", pid " + service.pid());
        } catch (ProcessFailedException e) {
            events.accept(service.name() + " did not come back: see " + service.log());
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
