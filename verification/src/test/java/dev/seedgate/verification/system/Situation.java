package dev.seedgate.verification.system;

import dev.seedgate.localstack.installation.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What there is to see when a test has waited in vain: the logs go away with the tests' JVM, and the build's output stays. */
final class Situation {
    private static final int LINES = 25;

    private final SeedgateSystem system;
    private final Run run;

    Situation(SeedgateSystem system, Run run) {
        this.system = system;
        this.run = run;
    }

    @Override
    public String toString() {
        return Stream.concat(
                        Stream.of("the cluster: " + cluster(), "unfinished: " + unfinished()),
                        system.everyProcess().map(Situation::process))
                .collect(Collectors.joining("\n"));
    }

    private String cluster() {
        try {
            return system.http().get("/v1/clusters/main").body().toString();
        } catch (IOException | RuntimeException e) {
            return "nobody says (" + e + ")";
        }
    }

    private String unfinished() {
        return run.requests().unfinished().stream()
                .map(id -> String.valueOf(run.requests().last(id).orElse(null)))
                .collect(Collectors.joining("\n  ", "", ""));
    }

    private static String process(ServiceProcess service) {
        return service.name() + (service.isAlive() ? ", which runs" : ", which does not run") + ", said last:\n"
                + lastLines(service);
    }

    private static String lastLines(ServiceProcess service) {
        try {
            List<String> lines = Files.readAllLines(service.log());
            return lines.subList(Math.max(0, lines.size() - LINES), lines.size()).stream()
                    .collect(Collectors.joining("\n  ", "  ", ""));
        } catch (IOException e) {
            return "  nothing that can be read: " + e.getMessage();
        }
    }
}
