package dev.seedgate.admission.operate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.admission.operate.KillReport.Fate;
import dev.seedgate.admission.operate.KillReport.KilledSession;
import dev.seedgate.admission.readmodel.ClusterReport;
import dev.seedgate.protocol.ClusterObservation.EndedSession.Cause;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class KillReportsTest {
    private static final KillOrder ALL = new KillOrder("main", List.of(), false, "ada", "");
    private static final ClusterReport BEFORE =
            new Reports().active(7, 2, 41, 42).report();
    private static final ClusterReport DECIDED =
            new Reports().revision(20).draining(7, Duration.ZERO, 41, 42).report();

    @Test
    void aLookThatBeganBeforeTheDecisionProvesNothing() {
        ClusterReport earlier =
                new Reports().revision(20).basis(19).draining(7, Duration.ZERO).report();

        assertThat(reports().areGone(earlier)).isFalse();
        assertThat(reports().after(earlier).allGone()).isFalse();
        assertThat(fates(reports().after(earlier)))
                .containsExactly(new KilledSession(41, Fate.UNKNOWN), new KilledSession(42, Fate.UNKNOWN));
    }

    @Test
    void whatALaterLookDoesNotShowIsGone() {
        ClusterReport later = new Reports().revision(21).basis(20).report();

        assertThat(reports().areGone(later)).isTrue();
        assertThat(reports().areOver(later)).isTrue();
        assertThat(reports().after(later).allGone()).isTrue();
        assertThat(fates(reports().after(later)))
                .containsExactly(new KilledSession(41, Fate.GONE), new KilledSession(42, Fate.GONE));
    }

    @Test
    void whatItStillShowsIsLeftAndSoIsWhatCameMeanwhile() {
        ClusterReport later = new Reports()
                .revision(21)
                .basis(20)
                .draining(7, Duration.ZERO, 42, 43)
                .ended(44, "main-7", Cause.DRAINED)
                .report();

        assertThat(reports().areGone(later)).isFalse();
        assertThat(reports().after(later).allGone()).isFalse();
        assertThat(fates(reports().after(later)))
                .containsExactly(
                        new KilledSession(41, Fate.GONE),
                        new KilledSession(42, Fate.LEFT),
                        new KilledSession(43, Fate.LEFT),
                        new KilledSession(44, Fate.GONE));
        assertThat(reports().after(later).tokens().getFirst().note()).contains("was told to end them");
    }

    @Test
    void anOrderForAllMeansWhatWasGrantedUntilTheDecisionAndNothingLater() {
        ClusterReport decided = new Reports()
                .revision(20)
                .draining(7, Duration.ZERO)
                .draining(8, Duration.ZERO)
                .active(9, 2)
                .report();
        KillReports reports = KillReports.of(ALL, Meant.by(ALL, BEFORE), BEFORE, decided);

        assertThat(reports.after(decided).tokens())
                .extracting(token -> token.before().token().terms().id())
                .containsExactly("main-7", "main-8");
    }

    private static KillReports reports() {
        return KillReports.of(ALL, Meant.by(ALL, BEFORE), BEFORE, DECIDED);
    }

    private static List<KilledSession> fates(KillReport report) {
        return report.tokens().getFirst().sessions();
    }
}
