package dev.seedgate.admission.api.live;

import dev.seedgate.admission.readmodel.ClusterHistory;
import dev.seedgate.admission.readmodel.JournalLine;
import dev.seedgate.admission.readmodel.JournalPosition;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tells one client the journal, from where he was on. */
final class JournalReader {
    static final String LINE = "journal";
    /** Tells that lines are missing here, for they are no longer kept. */
    static final String GAP = "gap";

    private final ClusterHistory history;
    private final Predicate<String> clusters;
    private JournalPosition position;
    private boolean mayMiss;

    /**
     * Begins behind what the client has.
     *
     * @param clusters whose journals
     * @param lastId of the last line that he has; what this service did not give counts as none, as null does
     * @param earlier how many earlier lines somebody without a last one is told, as far as they are kept
     */
    JournalReader(ClusterHistory history, Predicate<String> clusters, @Nullable String lastId, int earlier) {
        this.history = history;
        this.clusters = clusters;
        Optional<JournalPosition> known = Optional.ofNullable(lastId).flatMap(JournalPosition::of);
        this.position = known.orElseGet(() -> behindAllBut(earlier));
        this.mayMiss = known.isPresent();
    }

    private JournalPosition behindAllBut(int earlier) {
        List<JournalLine> lines =
                history.since(JournalPosition.BEGINNING, clusters).lines();
        return JournalPosition.BEGINNING.after(lines.subList(0, Math.max(0, lines.size() - earlier)));
    }

    /** Tells what is new. */
    void tellNews(EventStream client) {
        ClusterHistory.News news = history.since(position, clusters);
        if (mayMiss && !news.complete()) {
            client.tell(GAP, "{}");
        }
        mayMiss = true;
        for (JournalLine line : news.lines()) {
            position = position.after(List.of(line));
            client.tell(LINE, position.text(), line.json());
        }
    }
}
