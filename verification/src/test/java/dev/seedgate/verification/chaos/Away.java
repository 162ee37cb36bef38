package dev.seedgate.verification.chaos;

import java.util.HashSet;
import java.util.Set;

/** What is broken at present. Each part is broken by one fault at a time, and not too many are, or nothing would ever work. */
final class Away {
    private static final int MOST_FAULTS = 3;

    private final Set<String> parts = new HashSet<>();
    private int faults;

    /** Waits until none of these parts is broken, and takes them. */
    synchronized void claim(Set<String> wanted) throws InterruptedException {
        while (faults >= MOST_FAULTS || wanted.stream().anyMatch(parts::contains)) {
            wait();
        }
        faults++;
        parts.addAll(wanted);
    }

    synchronized void release(Set<String> claimed) {
        faults--;
        parts.removeAll(claimed);
        notifyAll();
    }
}
