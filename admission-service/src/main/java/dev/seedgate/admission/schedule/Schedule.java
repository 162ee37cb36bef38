package dev.seedgate.admission.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.seedgate.admission.config.SeedgateConfig;
import dev.seedgate.admission.config.SeedgateConfig.Schedule.Missed;
import dev.seedgate.admission.intake.Intake;
import dev.seedgate.admission.intake.PostedSeed;
import dev.seedgate.protocol.Checks;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Seeds that are posted together at certain times.
 *
 * @param name the batches'
 * @param cron the five fields, as they were written
 * @param zone in which they are meant
 */
record Schedule(String name, String cron, ZoneId zone, CronTimes times, Missed missed, List<PostedSeed> seeds) {
    Schedule {
        seeds = List.copyOf(seeds);
    }

    /** @throws IllegalArgumentException naming the property that is wrong */
    static Schedule of(String name, SeedgateConfig.Schedule config) {
        String property = "seedgate.schedules." + name;
        Checks.name(property, name, Intake.MAX_BATCH_NAME);
        if (config.seeds().isEmpty()) {
            throw new IllegalArgumentException(property + ".seeds must name at least one seed");
        }
        try {
            return new Schedule(
                    name,
                    config.cron(),
                    config.zone(),
                    CronTimes.of(config.cron(), config.zone()),
                    config.missed(),
                    config.seeds().stream().map(Schedule::posted).toList());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    property + ".cron must be five fields, such as 0 2 * * 1-5, got: '" + config.cron() + "': "
                            + e.getMessage(),
                    e);
        }
    }

    private static PostedSeed posted(SeedgateConfig.ScheduledSeed seed) {
        Map<String, @Nullable JsonNode> parameters = new TreeMap<>();
        seed.parameters().forEach((name, value) -> parameters.put(name, TextNode.valueOf(value)));
        return new PostedSeed(
                seed.seed(),
                seed.database(),
                seed.connections().<JsonNode>map(IntNode::valueOf).orElse(null),
                seed.priority().map(Schedule::priority).orElse(null),
                seed.tenant().orElse(null),
                seed.concurrencyKey().orElse(null),
                seed.after().<List<@Nullable String>>map(ArrayList::new).orElse(null),
                null,
                null,
                null,
                seed.preemptible().orElse(null),
                null,
                seed.maxAttempts().orElse(null),
                seed.timeout().orElse(null),
                parameters);
    }

    /** As it would stand in a post; whether it is one is for the intake to say. */
    private static JsonNode priority(String text) {
        return text.matches("-?\\d{1,9}") ? IntNode.valueOf(Integer.parseInt(text)) : TextNode.valueOf(text);
    }

    /** Under which its seeds are posted at that time, by whichever replica: posted again they are the same. */
    String key(Instant at) {
        return "schedule " + name + " " + at;
    }

    String batch(Instant at) {
        return Intake.batchOf(name, key(at));
    }

    /** Whether a batch is one of this schedule's, of whatever time. */
    boolean isOurs(String batch) {
        int uuid = 36;
        return batch.length() == name.length() + 1 + uuid && batch.startsWith(name + "-");
    }
}
