package dev.seedgate.core.simulation;

import dev.seedgate.protocol.Reply;
import dev.seedgate.protocol.SeedOutcome;
import java.util.SplittableRandom;

/** One run under a token, as a process that keeps to the protocol does it. */
final class SimulatedRun {
    /** How much earlier than the ledger a holder considers its lease over: longer than a revocation or a connect is under way. */
    private static final int MARGIN = 3_000;

    private static final int LONGEST_CONNECT = 800;

    private final SimulatedProcess process;
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

    SimulatedRun(SimulatedProcess process, Reply.Grant grant, long grantedAt) {
        this.process = process;
        this.world = process.world();
        this.postgres = process.postgres();
        this.chance = process.chance();
        this.grant = grant;
        this.grantedAt = grantedAt;
        this.allowed = grant.connections();
    }

    String request() {
        return grant.request().id();
    }

    String token() {
        return grant.token();
    }

    /** Opens nothing before the broker has shown that the claim came in time. */
    void claim() {
        long sent = world.millis();
        process.renew(grant.token(), allowed, sizing, appendedAt -> {
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
        world.trace(() -> process.id() + " runs " + grant.request().id() + " under " + grant.token());
        int duration = duration();
        for (int i = 0; i < grant.connections(); i++) {
            process.later(chance.nextInt(duration), this::connect);
        }
        process.later(grant.renewal().toMillis(), this::renew);
        process.later(duration + LONGEST_CONNECT, this::work);
        if (chance.nextInt(4) == 0) {
            process.later(chance.nextInt(duration), () -> giveBack(chance.nextInt(1, grant.connections() + 1)));
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
                process.later(chance.nextInt(2_000), this::connect);
            }
        } else {
            process.later(chance.nextInt(2_000), () -> giveBack(resize.connections()));
        }
    }

    /** Keeps only so many: closes the others, and only then says so. */
    private void giveBack(int left) {
        if (stopped || left >= allowed) {
            return;
        }
        if (connecting > 0) {
            process.later(10, () -> giveBack(left));
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
            if (process.isAlive()) {
                postgres.open(grant.token());
            }
        });
    }

    private void renew() {
        if (!stopped) {
            renewNow();
            process.later(grant.renewal().toMillis(), this::renew);
        }
    }

    private void renewNow() {
        long sent = world.millis();
        process.renew(grant.token(), allowed, sizing, appendedAt -> {
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
            process.later(10, this::work);
        } else if (isOver()) {
            stop("its lease is over");
        } else if (postgres.sessionsOf(grant.token()) < Math.min(allowed, grant.connections())) {
            stop("its sessions were ended");
        } else {
            finish(process.work(this));
        }
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
            process.later(10, () -> disconnect(outcome));
            return;
        }
        boolean proof = world.isCalm() || chance.nextInt(6) > 0;
        if (proof) {
            postgres.end(grant.token());
        } else {
            world.after(chance.nextInt(8_000), () -> postgres.end(grant.token()));
        }
        process.later(chance.nextInt(20), () -> {
            process.release(grant.token(), proof, outcome);
            process.done(grant.token());
        });
    }
}
