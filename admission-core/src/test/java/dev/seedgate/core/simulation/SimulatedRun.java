package dev.seedgate.core.simulation;

import dev.seedgate.protocol.Reply;
import dev.seedgate.protocol.SeedOutcome;
import java.util.SplittableRandom;

/** One run of a seed under its token, as a worker that keeps to the protocol does it. */
final class SimulatedRun {
    /** How much earlier than the ledger a holder considers its lease over: longer than a revocation or a connect is under way. */
    private static final int MARGIN = 3_000;

    private static final int LONGEST_CONNECT = 800;

    private final SimulatedWorker worker;
    private final World world;
    private final SimulatedPostgres postgres;
    private final SplittableRandom chance;
    private final Reply.Grant grant;
    private final long grantedAt;
    private int allowed;
    private int sizing;
    private long deadline;
    private int connecting;
    private boolean stopped;

    SimulatedRun(SimulatedWorker worker, Reply.Grant grant, long grantedAt) {
        this.worker = worker;
        this.world = worker.world();
        this.postgres = worker.postgres();
        this.chance = worker.chance();
        this.grant = grant;
        this.grantedAt = grantedAt;
        this.allowed = grant.connections();
    }

    /** Opens nothing before the broker has shown that the claim came in time. */
    void claim() {
        long sent = world.millis();
        worker.renew(grant.token(), allowed, sizing, appendedAt -> {
            long late = grantedAt + grant.claim().toMillis() - MARGIN / 2;
            deadline = sent + grant.lease().toMillis() - MARGIN;
            if (appendedAt > late || isOver()) {
                stop("claimed too late");
            } else if (!stopped) {
                begin();
            }
        });
    }

    private void begin() {
        world.trace(() -> worker.id() + " runs " + grant.request().id() + " under " + grant.token());
        int duration = duration();
        for (int i = 0; i < grant.connections(); i++) {
            worker.later(chance.nextInt(duration), this::connect);
        }
        worker.later(grant.renewal().toMillis(), this::renew);
        worker.later(duration + LONGEST_CONNECT, this::work);
        if (chance.nextInt(4) == 0) {
            worker.later(chance.nextInt(duration), () -> giveBack(chance.nextInt(1, grant.connections() + 1)));
        }
    }

    /** The ledger says that the token is worth more or less now; an old word of it means nothing. */
    void resize(Reply.Resize resize) {
        if (resize.sizing() <= sizing) {
            return;
        }
        sizing = resize.sizing();
        if (resize.connections() > allowed) {
            int more = resize.connections() - allowed;
            allowed = resize.connections();
            for (int i = 0; i < more; i++) {
                worker.later(chance.nextInt(2_000), this::connect);
            }
        } else {
            worker.later(chance.nextInt(2_000), () -> giveBack(resize.connections()));
        }
    }

    /** Keeps only so many: closes the others, and only then says so. */
    private void giveBack(int left) {
        if (stopped || left >= allowed) {
            return;
        }
        if (connecting > 0) {
            worker.later(10, () -> giveBack(left));
            return;
        }
        postgres.closeBeyond(grant.token(), left);
        allowed = left;
        renewNow();
    }

    private int duration() {
        return world.isCalm() || chance.nextInt(3) > 0 ? chance.nextInt(1, 3_000) : chance.nextInt(1, 40_000);
    }

    private boolean isOver() {
        return world.millis() >= deadline;
    }

    /** A pool opens sessions whenever it likes, also in the place of those that somebody ended. */
    private void connect() {
        if (stopped || isOver() || postgres.sessionsOf(grant.token()) + connecting >= allowed) {
            return;
        }
        connecting++;
        world.after(chance.nextInt(2, LONGEST_CONNECT), () -> {
            connecting--;
            if (worker.isAlive()) {
                postgres.open(grant.token());
            }
        });
    }

    private void renew() {
        if (!stopped) {
            renewNow();
            worker.later(grant.renewal().toMillis(), this::renew);
        }
    }

    private void renewNow() {
        long sent = world.millis();
        worker.renew(grant.token(), allowed, sizing, appendedAt -> {
            if (isOver()) {
                stop("its lease is over");
            } else {
                deadline = Math.max(deadline, sent + grant.lease().toMillis() - MARGIN);
            }
        });
    }

    /** Commits through a session of its own: where the sessions are gone, so is the run. */
    private void work() {
        if (stopped) {
            return;
        }
        if (connecting > 0) {
            worker.later(10, this::work);
        } else if (isOver()) {
            stop("its lease is over");
        } else if (postgres.sessionsOf(grant.token()) < Math.min(allowed, grant.connections())) {
            stop("its sessions were ended");
        } else {
            finish(outcome());
        }
    }

    private SeedOutcome outcome() {
        int luck = world.isCalm() ? 9 : chance.nextInt(10);
        return switch (luck) {
            case 0 -> new SeedOutcome.Failed("no number in line 3", false);
            case 1, 2 -> new SeedOutcome.Failed("deadlock", true);
            case 3 -> new SeedOutcome.GivenBack("shutting down");
            case 4 -> lostInTheCommit();
            default -> commit();
        };
    }

    private SeedOutcome commit() {
        return switch (postgres.apply(grant.request().id(), grant.token())) {
            case DONE -> new SeedOutcome.Succeeded(1, false);
            case ALREADY -> new SeedOutcome.Succeeded(1, true);
            case REFUSED -> new SeedOutcome.GivenBack("the token is revoked");
        };
    }

    /** The connection breaks while the commit is under way; it may have taken place. */
    private SeedOutcome lostInTheCommit() {
        if (chance.nextBoolean()) {
            postgres.apply(grant.request().id(), grant.token());
        }
        return new SeedOutcome.InDoubt("the connection was lost");
    }

    void stop(String reason) {
        if (!stopped) {
            finish(new SeedOutcome.GivenBack(reason));
        }
    }

    private void finish(SeedOutcome outcome) {
        stopped = true;
        disconnect(outcome);
    }

    /** Waits for connects that are under way, closes, and only then releases. Some do not wait for the end of their sessions. */
    private void disconnect(SeedOutcome outcome) {
        if (connecting > 0) {
            worker.later(10, () -> disconnect(outcome));
            return;
        }
        boolean proof = world.isCalm() || chance.nextInt(6) > 0;
        if (proof) {
            postgres.end(grant.token());
        } else {
            world.after(chance.nextInt(8_000), () -> postgres.end(grant.token()));
        }
        worker.later(chance.nextInt(20), () -> {
            worker.release(grant.token(), proof, outcome);
            worker.done(grant.token());
        });
    }
}
