package dev.seedgate.cli.demo;

import dev.seedgate.localstack.workload.ApiProbe;
import dev.seedgate.localstack.workload.BackgroundSessions;
import dev.seedgate.localstack.workload.SessionPeaks;
import dev.seedgate.localstack.workload.SessionSampler;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Those who share the database with the seeds. The witness that counts sessions is one of the eight background sessions, so that
 * it takes no place that is not accounted for.
 */
record Neighbours(ApiProbe api, BackgroundSessions background, SessionSampler witness, SessionPeaks peaks)
        implements AutoCloseable {
    private static final Duration API_PERIOD = Duration.ofMillis(200);
    private static final Duration SAMPLE_PERIOD = Duration.ofMillis(50);

    /** @param seedSessions what the {@code application_name} of the seeds' sessions begins with */
    static Neighbours moveIn(DemoDatabase database, String seedSessions) throws SQLException {
        SessionPeaks peaks = new SessionPeaks(seedSessions);
        return new Neighbours(
                ApiProbe.start(database.api(), DemoPlan.API, API_PERIOD),
                BackgroundSessions.open(database.background(), DemoPlan.BACKGROUND - 1),
                SessionSampler.start(database.background(), SAMPLE_PERIOD, peaks),
                peaks);
    }

    @Override
    public void close() {
        api.close();
        background.close();
        witness.close();
    }
}
