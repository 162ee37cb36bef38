package dev.seedgate.admission.advice;

import dev.seedgate.core.advice.History.WorkerSlots;
import dev.seedgate.protocol.TokenEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many slots a worker had, as the journal tells: each waits under a bid or runs under a token. Between the end of a run and the next
 * bid a slot is neither; that it is gone is believed only after a while.
 */
final class WorkerLife {
    static final Duration BETWEEN = Duration.ofSeconds(10);

    private final String name;
    private final List<WorkerSlots> moments = new ArrayList<>();
    private final boolean wasThere;
    private int open;
    private int running;
    private int level;
    private @Nullable Instant lowerSince;
    private int mostSince;

    /**
     * A worker that is named for the first time.
     *
     * @param first the line that names it: unless it says that a slot is new, it was there before the journal begins
     */
    WorkerLife(String name, TokenEvent first) {
        this.name = name;
        this.wasThere = !first.event().equals("bid-opened") && !first.event().equals("worker-seen");
    }

    /** A line that names the worker. */
    void line(TokenEvent line) {
        switch (line.event()) {
            case "bid-opened" -> open++;
            case "bid-closed" -> open = Math.max(0, open - 1);
            case "token-granted" -> {
                open = Math.max(0, open - 1);
                running++;
            }
            case "token-released", "token-reclaimed" -> running = Math.max(0, running - 1);
            default -> {
                return; // says nothing of its slots
            }
        }
        has(open + running, line.at());
    }

    private void has(int slots, Instant at) {
        believe(at);
        if (slots >= level) {
            lowerSince = null;
            if (slots > level) {
                set(at, slots);
            }
        } else if (lowerSince == null) {
            lowerSince = at;
            mostSince = slots;
        } else {
            mostSince = Math.max(mostSince, slots);
        }
    }

    /** A slot that was gone for long enough is gone since it was. */
    private void believe(Instant now) {
        if (lowerSince != null && Duration.between(lowerSince, now).compareTo(BETWEEN) > 0) {
            set(lowerSince, mostSince);
            lowerSince = null;
        }
    }

    private void set(Instant at, int slots) {
        level = slots;
        moments.add(new WorkerSlots(at, name, slots));
    }

    /**
     * All that is known of it.
     *
     * @param beginning of the journal, at which a worker that was there before had already all the slots that it then shows
     */
    List<WorkerSlots> moments(Instant beginning, Instant to) {
        believe(to);
        int rises = wasThere ? rises() : 0;
        if (rises == 0) {
            return List.copyOf(moments);
        }
        List<WorkerSlots> all = new ArrayList<>();
        all.add(new WorkerSlots(beginning, name, moments.get(rises - 1).slots()));
        all.addAll(moments.subList(rises, moments.size()));
        return all;
    }

    /** How many moments there are before it has fewer slots for the first time. */
    private int rises() {
        int rises = 0;
        int before = 0;
        while (rises < moments.size() && moments.get(rises).slots() > before) {
            before = moments.get(rises).slots();
            rises++;
        }
        return rises;
    }
}
