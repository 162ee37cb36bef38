package dev.seedgate.admission.loop;

import dev.seedgate.admission.ledger.LedgerListener;
import dev.seedgate.admission.ledger.LedgerTurn;
import dev.seedgate.admission.ledger.LedgerView;
import dev.seedgate.core.command.Command;
import dev.seedgate.core.decide.Decider;
import dev.seedgate.core.decide.Decision;
import dev.seedgate.core.event.LedgerEvent;
import dev.seedgate.core.ledger.Ledger;
import dev.seedgate.telemetry.LogFields;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The ledgers of one partition while this replica owns it. A turn decides what was read, and commits everything that follows from
 * it in one transaction. The ledgers change as they decide, so that later commands of a turn see what earlier ones did; when the
 * transaction cannot be committed, they are thrown away with this object, and whoever owns the partition next rebuilds them.
 */
final class OwnedPartition implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(OwnedPartition.class);

    /** How often we look whether anything is left to read; looking in every turn was measured to cost a tenth of the turn. */
    private static final Duration CAUGHT_UP_INTERVAL = Duration.ofMillis(100);

    private final LoopSettings settings;
    private final InputPartition input;
    private final LedgerTransaction transaction;
    private final LedgerListener listener;
    private final Condemned condemned;
    private final LedgerClock clock;
    private final PartitionLedgers ledgers;
    private InputOffsets decided;
    private Instant caughtUpCheckDue = Instant.MIN;

    /** What a partition works with besides its ledgers. */
    record Tools(LoopSettings settings, LedgerListener listener, Condemned condemned) {}

    private OwnedPartition(Takeover.Fenced fenced, Tools tools) {
        LedgerRebuild.Stored stored = fenced.stored();
        this.input = fenced.input();
        this.settings = tools.settings;
        this.transaction = fenced.transaction();
        this.listener = tools.listener;
        this.condemned = tools.condemned;
        this.clock = new LedgerClock(
                settings.time().wallClock().instant(),
                PartitionLedgers.lastTime(stored.clusters()),
                settings.time().nanoTime());
        transaction.onAppend(clock::brokerShowed);
        this.ledgers = PartitionLedgers.restore(settings, input.number(), stored.clusters(), clock.now());
        this.decided = stored.decided();
    }

    /**
     * Makes this replica the owner: the ledgers go on from where the inputs were decided.
     *
     * @param group the member's, so that a departed member's transactions are refused
     */
    static OwnedPartition takeOver(Takeover.Fenced fenced, Tools tools, ConsumerGroupMetadata group) {
        fenced.input().seekTo(fenced.stored().decided());
        OwnedPartition owned = new OwnedPartition(fenced, tools);
        owned.resumeLedgers(group);
        fenced.input().resume();
        return owned;
    }

    private void resumeLedgers(ConsumerGroupMetadata group) {
        Outbox outbox = new Outbox(settings.topics(), input.number());
        for (Ledger ledger : ledgers.all()) {
            decide(new Command.Resume(), ledger, clock.now(), outbox);
            outbox.entities(ledger);
        }
        commit(outbox, group);
        ledgers.all().forEach(ledger -> listener.owned(view(ledger)));
    }

    /**
     * Decides and commits.
     *
     * @param polled what this member read since the last turn, of any partition
     */
    void turn(ConsumerRecords<byte[], byte[]> polled, ConsumerGroupMetadata group) {
        List<ConsumerRecord<byte[], byte[]>> records = input.records(polled);
        Instant now = clock.now();
        long begun = settings.time().nanoTime().getAsLong();
        Outbox outbox = new Outbox(settings.topics(), input.number());
        Set<Ledger> touched = new LinkedHashSet<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Ledger ledger = decideRecord(record, now, outbox);
            if (ledger != null) {
                touched.add(ledger);
            }
        }
        touched.addAll(tickDue(now, outbox));
        touched.forEach(ledger -> decide(new Command.Admit(), ledger, now, outbox));
        touched.forEach(outbox::entities);
        if (!records.isEmpty() || !outbox.isEmpty()) {
            commit(outbox, group);
            outbox.granted().forEach(listener::granted);
            touched.forEach(ledger -> listener.changed(view(ledger)));
            listener.turned(figures(records, outbox, begun));
        }
        noteWhenCaughtUp(now);
    }

    private LedgerTurn figures(List<ConsumerRecord<byte[], byte[]>> records, Outbox outbox, long begun) {
        long wall = settings.time().wallClock().millis();
        long oldest =
                records.stream().mapToLong(ConsumerRecord::timestamp).min().orElse(wall);
        return new LedgerTurn(
                records.size(),
                outbox.journal(),
                Duration.ofNanos(settings.time().nanoTime().getAsLong() - begun),
                Duration.ofMillis(Math.max(0, wall - oldest)));
    }

    /** A record is dated at most this interval and a turn too early where the broker's clock jumps. */
    private void noteWhenCaughtUp(Instant now) {
        if (now.isBefore(caughtUpCheckDue)) {
            return;
        }
        caughtUpCheckDue = now.plus(CAUGHT_UP_INTERVAL);
        if (input.seemsCaughtUp()) {
            clock.caughtUp(now);
        }
    }

    private @Nullable Ledger decideRecord(ConsumerRecord<byte[], byte[]> record, Instant now, Outbox outbox) {
        CommandReader.Addressed addressed;
        Ledger ledger;
        Decision decision;
        try {
            condemned.refuse(record);
            addressed = CommandReader.read(
                    settings.topics().topic(record.topic()), record.value(), clock.appended(record.timestamp(), now));
            ledger = ledgers.of(addressed.cluster());
            decision = Decider.decide(addressed.command(), ledger, now);
        } catch (RuntimeException e) {
            putAside(record, e, outbox);
            return null;
        }
        condemned.whileApplying(record, () -> apply(decision, ledger, now, outbox));
        return ledger;
    }

    private static void putAside(ConsumerRecord<byte[], byte[]> record, RuntimeException cause, Outbox outbox) {
        try (LogFields fields = new LogFields()) {
            if (record.key() != null) {
                fields.cluster(new String(record.key(), StandardCharsets.UTF_8));
            }
            LOG.errorf(cause, "%s-%d@%d is put aside", record.topic(), record.partition(), record.offset());
        }
        outbox.unreadable(record, String.valueOf(cause.getMessage()));
    }

    /** Lets time pass, but only when the broker has nothing more to read: what was sent in time must count as in time. */
    private Set<Ledger> tickDue(Instant now, Outbox outbox) {
        Set<Ledger> due = new LinkedHashSet<>();
        for (Ledger ledger : ledgers.all()) {
            if (ledger.nextDeadline().filter(deadline -> !deadline.isAfter(now)).isPresent()) {
                due.add(ledger);
            }
        }
        if (due.isEmpty() || !input.isCaughtUp()) {
            return Set.of();
        }
        due.forEach(ledger -> decide(new Command.Tick(), ledger, now, outbox));
        return due;
    }

    private void decide(Command command, Ledger ledger, Instant now, Outbox outbox) {
        apply(Decider.decide(command, ledger, now), ledger, now, outbox);
    }

    private void apply(Decision decision, Ledger ledger, Instant now, Outbox outbox) {
        for (LedgerEvent event : decision.events()) {
            ledger.apply(event, now);
            outbox.event(event, ledger);
        }
        decision.replies().forEach(outbox::reply);
    }

    private void commit(Outbox outbox, ConsumerGroupMetadata group) {
        InputOffsets next = input.decided();
        if (!next.equals(decided)) {
            outbox.decided(next);
        }
        transaction.commit(outbox.records(), next.movedSince(decided), group);
        decided = next;
    }

    private LedgerView view(Ledger ledger) {
        return new LedgerView(
                ledger.cluster(),
                ledger.state().revision(),
                ledger.state().fence(),
                List.copyOf(ledger.tokens()),
                clock.now(),
                settings.time().nanoTime().getAsLong());
    }

    /** Gives the partition up; what was not committed is lost, and with it nothing. */
    @Override
    public void close() {
        ledgers.all().forEach(ledger -> listener.lost(ledger.cluster()));
        transaction.close();
    }
}
