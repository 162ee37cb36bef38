package dev.seedgate.core.simulation;

import dev.seedgate.core.command.Command;
import dev.seedgate.protocol.Topic;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * The input topics. What one sender writes to one topic stays in order; nothing else does: records are late, come twice, and the
 * topics are read in no order among each other.
 */
final class SimulatedBroker {
    /** A record as it lies on its topic. */
    record Appended(Topic topic, long at, Command command) {}

    private static final int LATEST = 400;

    private final World world;
    private final SplittableRandom chance;
    private final Map<Topic, Deque<Appended>> unread = new EnumMap<>(Topic.class);
    private final Map<Topic, Long> delayedUntil = new EnumMap<>(Topic.class);
    private final Map<String, Long> lastOfSender = new HashMap<>();
    private Runnable reader = () -> {};

    SimulatedBroker(World world) {
        this.world = world;
        this.chance = world.chance("broker");
    }

    /** Who is told when there is something to read. */
    void wakes(Runnable owner) {
        reader = owner;
    }

    /**
     * Sends a record.
     *
     * @param command from the time at which it is appended
     * @param acknowledged is told that time, in milliseconds, a little later
     */
    void send(String sender, Topic topic, Function<Instant, Command> command, LongConsumer acknowledged) {
        long delay = delay();
        String line = sender + ">" + topic;
        long at = Math.max(world.millis() + delay, lastOfSender.getOrDefault(line, 0L));
        lastOfSender.put(line, at);
        world.after(at - world.millis(), () -> {
            append(topic, command);
            world.after(chance.nextInt(1, 50), () -> acknowledged.accept(at));
        });
        if (!world.isCalm() && chance.nextInt(15) == 0) {
            world.after(at - world.millis() + chance.nextInt(5_000), () -> append(topic, command));
        }
    }

    void send(String sender, Topic topic, Command command) {
        send(sender, topic, at -> command, at -> {});
    }

    private long delay() {
        return chance.nextInt(10) == 0 ? chance.nextInt(LATEST) : chance.nextInt(5);
    }

    private void append(Topic topic, Function<Instant, Command> command) {
        Appended appended = new Appended(topic, world.millis(), command.apply(world.now()));
        unread.computeIfAbsent(topic, name -> new ArrayDeque<>()).add(appended);
        reader.run();
    }

    /** Holds one topic back from the reader. */
    void delay(Topic topic, long duration) {
        delayedUntil.merge(topic, world.millis() + duration, Math::max);
        world.after(duration, reader);
    }

    /** Some of what can be read, each topic in its order, the topics mixed. Stays unread until it is committed. */
    List<Appended> poll() {
        List<Deque<Appended>> lines = new ArrayList<>();
        unread.forEach((topic, records) -> {
            if (delayedUntil.getOrDefault(topic, 0L) <= world.millis() && chance.nextInt(8) > 0) {
                lines.add(new ArrayDeque<>(records));
            }
        });
        List<Appended> polled = new ArrayList<>();
        lines.removeIf(Deque::isEmpty);
        while (!lines.isEmpty()) {
            Deque<Appended> line = lines.get(chance.nextInt(lines.size()));
            polled.add(line.remove());
            lines.removeIf(Deque::isEmpty);
        }
        return polled;
    }

    /** These need not be read again. */
    void commit(List<Appended> read) {
        read.forEach(record ->
                unread.getOrDefault(record.topic(), new ArrayDeque<>()).remove());
    }

    /** Whether nothing is left behind these. */
    boolean isCaughtUpWith(List<Appended> polled) {
        return unread.values().stream().mapToInt(Deque::size).sum() == polled.size();
    }
}
