package dev.seedgate.admission.api.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.seedgate.admission.operate.Diagnosis;
import dev.seedgate.core.UseThresholds;
import dev.seedgate.core.ledger.ServerView;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How full a server is. */
@Schema(name = "Use", title = "How full a server is, whoever uses it")
public record UseView(
        @Schema(description = "Client sessions of everybody", examples = "18")
        int used,

        @Schema(description = "Of max_connections, rounded down", examples = "72")
        int percent,

        @Schema(description = "Rises at once, and falls only when one more session would not bring it back")
        Level level,

        @Schema(description = "The threshold of warn, seedgate.use.warn", examples = "70")
        int warnPercent,

        @Schema(description = "The threshold of critical, seedgate.use.critical", examples = "85")
        int criticalPercent,

        @Schema(
                description = "Whether so few slots are left that somebody with a reservation could be kept out",
                examples = "false")
        boolean crowded) {

    /** The levels, by the words in the JSON. */
    @Schema(name = "UseLevel")
    public enum Level {
        @JsonProperty("normal")
        NORMAL,
        @JsonProperty("warn")
        WARN,
        @JsonProperty("critical")
        CRITICAL
    }

    static UseView of(ServerView server, UseThresholds thresholds) {
        Level level = switch (server.level()) {
            case NORMAL -> Level.NORMAL;
            case WARN -> Level.WARN;
            case CRITICAL -> Level.CRITICAL;
        };
        return new UseView(
                server.used(),
                Diagnosis.percent(server),
                level,
                thresholds.warnPercent(),
                thresholds.criticalPercent(),
                server.crowdsOut());
    }
}
