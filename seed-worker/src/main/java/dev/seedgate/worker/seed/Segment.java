package dev.seedgate.worker.seed;

import dev.seedgate.catalog.ExecStep;
import dev.seedgate.catalog.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run does one after the other. A command works in sessions of its own, so it sees only what is committed, and would wait for
 * ever for what an open transaction of ours holds: what is before it is committed before it starts.
 */
sealed interface Segment {
    /** The number of its first step, from 0. */
    int firstStep();

    /**
     * Steps that are committed together.
     *
     * @param number counted from 0 within the seed
     * @param last whether the seed's own row commits with it: it alone makes the seed applied
     */
    record Part(int number, int firstStep, List<Step> steps, boolean last) implements Segment {
        /** Whether it leaves a row behind that keeps it from being applied twice. */
        boolean isRecorded() {
            return !last && !steps.isEmpty();
        }
    }

    /** A command. */
    record CommandRun(int firstStep, ExecStep step) implements Segment {}

    /**
     * All of a seed: parts, perhaps empty ones, at both ends and around each command. So a seed without commands is one part, and
     * before any command runs there is one that finds out whether all of it was done before.
     */
    static List<Segment> of(List<Step> steps) {
        var segments = new ArrayList<Segment>();
        var part = new ArrayList<Step>();
        int parts = 0;
        int first = 0;
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i) instanceof ExecStep exec) {
                if (!part.isEmpty() || segments.isEmpty()) {
                    segments.add(new Part(parts++, first, List.copyOf(part), false));
                }
                segments.add(new CommandRun(i, exec));
                part.clear();
                first = i + 1;
            } else {
                part.add(steps.get(i));
            }
        }
        segments.add(new Part(parts, first, List.copyOf(part), true));
        return segments;
    }
}
