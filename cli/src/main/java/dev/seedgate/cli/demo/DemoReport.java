package dev.seedgate.cli.demo;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.seedgate.localstack.workload.ApiProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The demo's figures as {@code --json} writes them; the names are a promise to scripts. */
public record DemoReport(Seeds seeds, long rowsLoaded, Database database, Probe apiProbe, double makespanSeconds) {
    private static final double MILLIS = 1000.0;

    /** What became of the seeds. */
    public record Seeds(int posted, int succeeded, int failed) {}

    /**
     * What PostgreSQL had.
     *
     * @param seedBudget connections that seeds may have together
     * @param peakTokenSessions most sessions of seeds at once, as PostgreSQL itself showed them
     * @param peakSessions the same of everybody
     */
    public record Database(int maxConnections, int seedBudget, int peakTokenSessions, int peakSessions) {}

    /** What the API met. */
    public record Probe(int attempts, int failures) {}

    static DemoReport of(RunResult run, Neighbours neighbours) {
        ApiProbe.Result api = neighbours.api().result();
        return new DemoReport(
                new Seeds(run.posted(), run.succeeded(), run.failed()),
                run.rowsLoaded(),
                new Database(
                        DemoPlan.MAX_CONNECTIONS,
                        run.seedBudget(),
                        neighbours.peaks().withPrefix(),
                        neighbours.peaks().total()),
                new Probe(api.attempts(), api.failed()),
                run.makespan().toMillis() / MILLIS);
    }

    /** Every seed succeeded, the API was never kept out, and no connection was taken that the budget did not have. */
    public boolean allWell() {
        return seeds.failed == 0 && apiProbe.failures == 0 && database.peakTokenSessions <= database.seedBudget;
    }

    /** As JSON; replaces a file that is there. */
    public void writeTo(Path file) throws IOException {
        byte[] json = JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsBytes(this);
        Files.write(file, json);
    }
}
