package dev.seedgate.admission.operate;

import dev.seedgate.admission.intake.Intake;
import dev.seedgate.admission.intake.NotWrittenException;
import dev.seedgate.admission.readmodel.ClusterReport;
import dev.seedgate.admission.readmodel.ClusterWatch;
import dev.seedgate.protocol.AdmissionCommand;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Asks the ledger for what operators want, and returns when it came true. Any replica does, whoever owns the cluster.
 *
 * <p>All methods throw {@link NotWrittenException} when the broker did not take it in time, and {@link NotDecidedException} when it
 * did and nobody has decided it.
 */
public final class Operations {
    /** How long somebody waits for the ledger's decision and for the look after it; longer than a takeover. */
    private static final Duration BOUND = Duration.ofSeconds(10);

    /** How long somebody waits for the slots after the sessions: holders that are well have answered by then. */
    private static final Duration COURTESY = Duration.ofSeconds(1);

    private final Intake intake;
    private final ClusterWatch watch;

    public Operations(Intake intake, ClusterWatch watch) {
        this.intake = intake;
        this.watch = watch;
    }

    /** Stops the granting. Where it is stopped already, whoever was first stays the one to ask. */
    public void hold(String cluster, String by, String reason, @Nullable String key)
            throws NotWrittenException, InterruptedException {
        String id = intake.actId("hold", cluster, key);
        intake.act(new AdmissionCommand.HoldCluster(cluster, id, by, reason));
        decided(
                cluster,
                report -> report.cluster().decided(id) || report.cluster().hold() != null);
    }

    /** Lets the granting go on. */
    public void resume(String cluster, String by, @Nullable String key)
            throws NotWrittenException, InterruptedException {
        String id = intake.actId("resume", cluster, key);
        intake.act(new AdmissionCommand.ResumeCluster(cluster, id, by));
        decided(cluster, report -> report.cluster().decided(id));
    }

    /**
     * What {@link #kill} would do now.
     *
     * @throws NothingMeantException when the order names tokens, and none that is charged
     */
    public KillReport planned(KillOrder order) {
        ClusterReport now = watch.report(order.cluster());
        Meant meant = Meant.by(order, now);
        requireAny(meant);
        return KillReports.planned(meant, now);
    }

    /**
     * Has tokens taken back and their sessions ended, and looks again.
     *
     * @throws NothingMeantException when the order names tokens, and none that is charged
     */
    public KillReport kill(KillOrder order, @Nullable String key) throws NotWrittenException, InterruptedException {
        long end = System.nanoTime() + BOUND.toNanos();
        String id = intake.actId("kill-seeds", order.cluster(), key);
        ClusterReport before = watch.report(order.cluster());
        Meant meant = Meant.by(order, before);
        if (!before.cluster().decided(id)) {
            requireAny(meant);
            intake.act(command(order, id, meant));
        }
        ClusterReport decided =
                decided(order.cluster(), report -> report.cluster().decided(id));
        KillReports reports = KillReports.of(order, meant, before, decided);
        Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
        ClusterReport gone = watch.await(order.cluster(), reports::areGone, left);
        return reports.after(reports.areGone(gone) ? watch.await(order.cluster(), reports::areOver, COURTESY) : gone);
    }

    private static AdmissionCommand command(KillOrder order, String id, Meant meant) {
        List<String> tokens = order.tokens().isEmpty() ? List.of() : meant.ids();
        return new AdmissionCommand.KillSeeds(order.cluster(), id, order.by(), order.reason(), tokens, order.hold());
    }

    private static void requireAny(Meant meant) {
        if (meant.tokens().isEmpty() && !meant.refused().isEmpty()) {
            throw new NothingMeantException(meant.refused());
        }
    }

    private ClusterReport decided(String cluster, Predicate<ClusterReport> isDecided) throws InterruptedException {
        ClusterReport last = watch.await(cluster, isDecided, BOUND);
        if (!isDecided.test(last)) {
            throw new NotDecidedException(cluster, BOUND.toMillis());
        }
        return last;
    }
}
