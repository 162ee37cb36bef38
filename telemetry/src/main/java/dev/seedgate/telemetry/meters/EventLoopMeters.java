package dev.seedgate.telemetry.meters;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import jakarta.inject.Singleton;

/**
 * Leaves out how many event loops Netty has. Quarkus binds Micrometer's meters of event loops twice, to those that serve connections and to
 * the one that accepts them, and this meter has no tag that tells them apart: the second was refused with a warning at each start, and
 * the first counted one of both groups (github.com/quarkusio/quarkus/issues/52014). The others, such as the tasks that are pending,
 * have their event loop's name.
 */
@Singleton
final class EventLoopMeters implements MeterFilter {
    private static final String WORKERS = "netty.eventexecutor.workers";

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        return id.getName().equals(WORKERS) ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
    }
}
