package dev.seedgate.admission.agent.seats;

import static dev.seedgate.admission.agent.seats.Ledgers.NAMES;
import static dev.seedgate.admission.agent.seats.Ledgers.draining;
import static dev.seedgate.admission.agent.seats.Ledgers.live;
import static dev.seedgate.admission.agent.seats.Ledgers.tagged;
import static dev.seedgate.admission.agent.seats.Ledgers.view;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.admission.agent.seats.SeatPlan.Opening;
import dev.seedgate.admission.ledger.LedgerView;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeatPlanTest {
    private static final int KEPT = 4;

    @Test
    void closesWhatIsOpenForATokenThatIsNoLongerLive() {
        LedgerView view = view(9, live(7, 2, "a"), draining(8, 2, "b"));

        assertThat(SeatPlan.toClose(List.of(open(6), open(7), open(8)), view)).containsExactly(open(6), open(8));
    }

    @Test
    void leavesAloneWhatANewerOwnersAgentMayHaveOpened() {
        assertThat(SeatPlan.toClose(List.of(open(10)), view(9))).isEmpty();
        assertThat(plan(view(9), new Seat(closed(10), 1, false, false)).end()).isEmpty();
    }

    @Test
    void closesNothingTwice() {
        assertThat(SeatPlan.toClose(List.of(closed(6)), view(9))).isEmpty();
    }

    @Test
    void makesASeatWhereNoneIsVacant() {
        assertThat(plan(view(7, live(7, 2, "a"))).open())
                .containsExactly(new Opening(live(7, 2, "a").terms(), SeatServer.OWNER, null));
    }

    @Test
    void takesAVacantSeatOfTheSameOwner() {
        SeatRole others = new SeatRole(NAMES.name(2), 2, false, 2, "other", true);

        assertThat(plan(view(7, live(7, 2, "a")), vacant(others), vacant(closed(3)))
                        .open())
                .extracting(Opening::seat)
                .containsExactly(closed(3));
    }

    @Test
    void takesNoSeatWhoseSettingsSomebodyChangedAndDropsIt() {
        SeatRole changed = new SeatRole(NAMES.name(3), 3, false, 2, SeatServer.OWNER, false);

        SeatPlan plan = plan(view(7, live(7, 2, "a")), vacant(changed));

        assertThat(plan.open()).extracting(Opening::seat).containsOnlyNulls();
        assertThat(plan.drop()).containsExactly(changed);
    }

    @Test
    void opensNothingWhileASessionIsLeftOfATokenThatIsOver() {
        SeatPlan plan = plan(view(7, live(7, 2, "a")), new Seat(closed(6), 1, false, true), vacant(closed(3)));

        assertThat(plan.open()).isEmpty();
        assertThat(plan.end()).containsExactly(closed(6));
    }

    @Test
    void opensNothingWhileASessionMayStillShowItself() {
        SeatPlan plan = plan(view(7, live(7, 2, "a")), new Seat(closed(6), 0, false, true));

        assertThat(plan.open()).isEmpty();
        assertThat(plan.awaited()).containsExactly(closed(6));
        assertThat(plan.end()).isEmpty();
    }

    @Test
    void opensNothingWhileASeatCouldNotBeClosed() {
        SeatPlan plan = plan(view(7, live(7, 2, "a")), new Seat(open(6), 0, false, true));

        assertThat(plan.open()).isEmpty();
        assertThat(plan.awaited()).containsExactly(open(6));
    }

    @Test
    void opensBesideADrainingTokenBecauseItIsChargedWhatItsSeatLetIn() {
        SeatPlan plan = plan(view(8, draining(7, 2, "a"), live(8, 2, "b")), new Seat(closed(7), 2, false, true));

        assertThat(plan.open()).hasSize(1);
        assertThat(plan.end()).isEmpty();
        assertThat(plan.drop()).isEmpty();
    }

    @Test
    void leavesAnOpenSeatAsItIs() {
        assertThat(plan(view(7, live(7, 2, "a")), new Seat(open(7), 2, false, true))
                        .open())
                .isEmpty();
    }

    @Test
    void opensAnewWhatItFoundOpenOrWithAnotherLimitOrClosed() {
        LedgerView view = view(7, live(7, 2, "a"));
        SeatRole wider = new SeatRole(NAMES.name(7), 7, true, 3, SeatServer.OWNER, true);

        assertThat(plan(view, new Seat(open(7), 0, false, false)).open()).hasSize(1);
        assertThat(plan(view, new Seat(wider, 0, false, true)).open()).hasSize(1);
        assertThat(plan(view, new Seat(closed(7), 0, true, true)).open()).hasSize(1);
    }

    @Test
    void givesNoSeatToATokenThatIsToldByItsTagNorToADatabaseWithoutOwner() {
        assertThat(plan(view(7, tagged(7, 2))).open()).isEmpty();
        assertThat(SeatPlan.of(List.of(), view(7, live(7, 2, "a")), Map.of(), 8).open())
                .isEmpty();
    }

    @Test
    void keepsAFewVacantSeatsAndDropsTheRest() {
        Seat[] many = IntStream.rangeClosed(1, KEPT + 2)
                .mapToObj(fence -> vacant(closed(fence)))
                .toArray(Seat[]::new);

        SeatPlan plan = plan(view(20, live(20, 2, "a")), many);

        assertThat(plan.open()).extracting(Opening::seat).containsExactly(closed(1));
        assertThat(plan.drop()).containsExactly(closed(KEPT + 2));
    }

    private static SeatPlan plan(LedgerView view, Seat... seats) {
        return SeatPlan.of(List.of(seats), view, SeatServer.OWNERS, KEPT);
    }

    private static Seat vacant(SeatRole role) {
        return new Seat(role, 0, true, true);
    }

    private static SeatRole open(long fence) {
        return new SeatRole(NAMES.name(fence), fence, true, 2, SeatServer.OWNER, true);
    }

    private static SeatRole closed(long fence) {
        return new SeatRole(NAMES.name(fence), fence, false, 2, SeatServer.OWNER, true);
    }
}
