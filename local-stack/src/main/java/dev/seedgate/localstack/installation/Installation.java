package dev.seedgate.localstack.installation;

import dev.seedgate.localstack.LocalStack;
import dev.seedgate.localstack.process.ProcessSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * A running installation. Every process has a folder of its own in the stack's folder, with its configuration and its log; all of
 * them end with this JVM, however it ends. Not to be used by two threads at once.
 */
public final class Installation implements AutoCloseable {
    private final LocalStack stack;
    private final InstallationConfig config;
    private final ServiceProcess admission;
    private final List<ServiceProcess> workers = new ArrayList<>();

    private Installation(LocalStack stack, InstallationConfig config) {
        this.stack = stack;
        this.config = config;
        this.admission = launchAdmission("admission");
    }

    /**
     * Starts the admission service and the workers beside each other and returns when all are ready.
     *
     * @throws IllegalStateException when the services are not built
     * @throws dev.seedgate.localstack.process.ProcessFailedException when one does not start, with the end of its log
     */
    public static Installation start(LocalStack stack, InstallationConfig config) {
        Installation installation = launch(stack, config);
        try {
            installation.awaitReady();
            return installation;
        } catch (RuntimeException e) {
            installation.close();
            throw e;
        }
    }

    /** The same without waiting, for those who tell people how far it is. */
    public static Installation launch(LocalStack stack, InstallationConfig config) {
        Installation installation = new Installation(stack, config);
        for (int i = 0; i < config.workers(); i++) {
            installation.launchWorker();
        }
        return installation;
    }

    public void awaitReady() {
        admission.awaitReady();
        workers.forEach(ServiceProcess::awaitReady);
    }

    public ServiceProcess admission() {
        return admission;
    }

    /** A worker by its number, from 1, in the order in which they were started. */
    public ServiceProcess worker(int number) {
        return workers.get(number - 1);
    }

    public List<ServiceProcess> workers() {
        return List.copyOf(workers);
    }

    /** One worker more; returns when it is ready. */
    public ServiceProcess startWorker() {
        ServiceProcess worker = launchWorker();
        worker.awaitReady();
        return worker;
    }

    /** A standby of the admission service, on a port of its own; returns when it is ready. The caller closes it. */
    public ServiceProcess startStandby(String name) {
        ServiceProcess standby = launchAdmission(name);
        standby.awaitReady();
        return standby;
    }

    /** Kills all of them, as a crash would: nothing here needs an orderly end. */
    @Override
    public void close() {
        workers.forEach(ServiceProcess::close);
        admission.close();
    }

    private ServiceProcess launchAdmission(String name) {
        return launch(
                name,
                Application.ADMISSION,
                port -> ServiceProperties.ofAdmission(config, stack.broker().bootstrapServers(), port));
    }

    private ServiceProcess launchWorker() {
        String name = "worker-" + (workers.size() + 1);
        ServiceProcess worker = launch(
                name,
                Application.WORKER,
                port -> ServiceProperties.ofWorker(config, stack.broker().bootstrapServers(), port, name));
        workers.add(worker);
        return worker;
    }

    private ServiceProcess launch(String name, Application application, IntFunction<ServiceProperties> properties) {
        ServiceSettings own = config.service(name);
        Path folder = stack.folder().resolve(name);
        ProcessSpec spec = ProcessSpec.of(name, folder, command(application));
        for (Map.Entry<String, String> variable : own.environment().entrySet()) {
            spec = spec.withEnvironment(variable.getKey(), variable.getValue());
        }
        return ServiceProcess.launch(
                spec, own.port(), port -> properties.apply(port).replacing(own.properties()));
    }

    private List<String> command(Application application) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>();
        command.add(java);
        command.add(application.heapOption());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(config.jvmOptions());
        command.addAll(List.of("-jar", application.runner().toString()));
        return command;
    }
}
