package dev.seedgate.admission.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What can be configured of the HTTP API, under {@code seedgate.http.}. Checked as a whole by {@link HttpLimits}. */
@ConfigMapping(prefix = "seedgate.http")
public interface HttpConfig {
    /** How long a POST or DELETE waits for the broker before it is answered with 503. */
    @WithDefault("5s")
    Duration brokerTimeout();

    /** How long a read waits for what was written before it. */
    @WithDefault("2s")
    Duration catchUpTimeout();

    /** How many finished seeds can still be read; the oldest beyond them are answered with 404. */
    @WithDefault("100000")
    int finishedSeeds();

    /** How many seeds one batch may have. */
    @WithDefault("1000")
    int maxBatch();

    /** How many clients may watch seeds at the same time. */
    @WithDefault("200")
    int maxWatchers();

    /** How many clients may wait for tokens at the same time. */
    @WithDefault("1000")
    int maxWaiting();

    /** How many pages may be open, or others follow a cluster or the journal, at the same time. */
    @WithDefault("100")
    int maxStreams();

    /** The largest body of a request. */
    @WithDefault("1M")
    MemorySize maxBodySize();
}
