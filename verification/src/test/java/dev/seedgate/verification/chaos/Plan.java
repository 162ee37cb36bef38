package dev.seedgate.verification.chaos;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * The faults of a run, one after the other, as they follow from its seed and from nothing else. They come from a deck that is
 * shuffled anew when it is empty, so that a run of some length has all kinds.
 */
final class Plan {
    private static final int LONGEST_PAUSE_MILLIS = 2_500;

    private final Random random;
    private final Deque<Fault> deck = new ArrayDeque<>();

    Plan(long seed) {
        this.random = new Random(seed);
    }

    /**
     * One fault.
     *
     * @param pause before it
     * @param share of the longest time that such a fault may last, 0 to 1
     * @param pick chooses among whatever there is
     * @param coin chooses between two ways
     */
    record Planned(Fault fault, Duration pause, double share, int pick, boolean coin) {
        /** A time between these two. */
        Duration between(Duration shortest, Duration longest) {
            return shortest.plusNanos((long) (share * longest.minus(shortest).toNanos()));
        }

        <T> T pickOf(List<T> things) {
            return things.get(Math.floorMod(pick, things.size()));
        }
    }

    Planned next() {
        if (deck.isEmpty()) {
            List<Fault> cards = new ArrayList<>(Arrays.stream(Fault.values())
                    .flatMap(fault -> Collections.nCopies(fault.weight(), fault).stream())
                    .toList());
            Collections.shuffle(cards, random);
            deck.addAll(cards);
        }
        return new Planned(
                deck.remove(),
                Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MILLIS)),
                random.nextDouble(),
                random.nextInt(),
                random.nextBoolean());
    }
}
