package dev.seedgate.verification.chaos;

import dev.seedgate.localstack.installation.ServiceProcess;
import dev.seedgate.verification.chaos.Plan.Planned;
import dev.seedgate.verification.fault.FakeClock;
import dev.seedgate.verification.fault.FaultyLink;
import dev.seedgate.verification.system.SeedgateSystem;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Does to processes, servers, links and clocks what is planned, and takes it back. */
final class Harm {
    private static final Duration LEASE = SeedgateSystem.LEASE;
    private static final Duration LONGEST_SHUTDOWN = Duration.ofSeconds(12);
    private static final Duration LONGEST_OUTAGE = LEASE.multipliedBy(2);
    private static final Duration LONGEST_DELAY = Duration.ofMillis(250);
    private static final Duration LONGEST_JUMP = Duration.ofMinutes(10);

    private final SeedgateSystem system;
    private final Wiring wiring;
    private final Plans plans;
    private final Operators operators;

    Harm(SeedgateSystem system, Wiring wiring, Plans plans, Operators operators) {
        this.system = system;
        this.wiring = wiring;
        this.plans = plans;
        this.operators = operators;
    }

    /** What a fault breaks, so that no other one breaks it as well. */
    static Set<String> parts(Planned planned) {
        return switch (planned.fault()) {
            case WORKER_KILLED,
                    WORKER_SHUT_DOWN,
                    WORKER_ASLEEP,
                    ZOMBIE_WOKEN,
                    WORKER_WITHOUT_BROKER,
                    WORKER_WITHOUT_POSTGRES -> Set.of(planned.pickOf(Wiring.WORKERS));
            case ADMISSION_KILLED, ADMISSION_ASLEEP, ADMISSION_WITHOUT_BROKER, ADMISSION_WITHOUT_POSTGRES ->
                Set.of(planned.pickOf(Wiring.REPLICAS));
            case NETWORK_SLOW -> Set.of(planned.pickOf(Wiring.services()));
            case CLOCK_JUMPED -> Set.of("clock of " + planned.pickOf(Wiring.services()));
            case BROKER_KILLED, BROKER_RESTARTED -> Set.of("broker");
            case POSTGRES_KILLED, POSTGRES_RESTARTED -> Set.of("postgres");
            // What is measured here would say nothing while those who must act are away themselves.
            case PLAN_CHANGED, TOKEN_OVERDRAWN -> Set.of("admission", "admission-2", "broker", "postgres");
            case SEED_CANCELLED, SEEDS_KILLED, CLUSTER_HELD -> Set.of("operator");
        };
    }

    /**
     * Does it and returns when it is taken back.
     *
     * @return false where there was nothing to do it to, or it cannot be done
     */
    boolean inflict(Planned planned) {
        Duration outage = planned.between(Duration.ofMillis(100), LONGEST_OUTAGE);
        switch (planned.fault()) {
            case WORKER_KILLED, ADMISSION_KILLED -> target(planned).restart();
            case WORKER_SHUT_DOWN -> {
                target(planned).terminate(planned.between(Duration.ZERO, LONGEST_SHUTDOWN));
                target(planned).restart();
            }
            case WORKER_ASLEEP, ADMISSION_ASLEEP -> sleep(target(planned), outage);
            case ZOMBIE_WOKEN -> {
                if (planned.coin()) {
                    operators.awaitGrantTo(target(planned).name());
                }
                sleep(target(planned), planned.between(LEASE.plusSeconds(1), LONGEST_OUTAGE));
            }
            case WORKER_WITHOUT_BROKER, ADMISSION_WITHOUT_BROKER ->
                interrupt(wiring.broker(target(planned).name()), planned.coin(), outage);
            case WORKER_WITHOUT_POSTGRES, ADMISSION_WITHOUT_POSTGRES ->
                interrupt(wiring.postgres(target(planned).name()), planned.coin(), outage);
            case NETWORK_SLOW -> slowDown(target(planned).name(), planned, outage);
            case CLOCK_JUMPED -> {
                return jump(planned, outage);
            }
            case BROKER_KILLED -> {
                system.stack().broker().kill();
                system.stack().broker().start();
            }
            case BROKER_RESTARTED -> system.stack().broker().restart();
            case POSTGRES_KILLED -> {
                system.stack().postgres().kill();
                system.stack().postgres().start();
            }
            case POSTGRES_RESTARTED -> {
                system.stack().postgres().stop();
                system.stack().postgres().start();
            }
            case PLAN_CHANGED -> plans.change(system.stack().postgres(), system.http());
            case TOKEN_OVERDRAWN -> {
                return operators.overdraw(planned);
            }
            case SEED_CANCELLED -> {
                return operators.cancel(planned);
            }
            case SEEDS_KILLED -> {
                return operators.killSeeds(planned);
            }
            case CLUSTER_HELD -> {
                return operators.hold(planned);
            }
        }
        return true;
    }

    private ServiceProcess target(Planned planned) {
        String name = parts(planned).iterator().next();
        return system.services()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void sleep(ServiceProcess service, Duration time) {
        service.pause();
        pause(time);
        service.resume();
    }

    private static void interrupt(FaultyLink link, boolean loudly, Duration time) {
        if (loudly) {
            link.cut();
        } else {
            link.freeze();
        }
        pause(time);
        link.restore();
    }

    private void slowDown(String service, Planned planned, Duration time) {
        Duration delay = planned.between(Duration.ofMillis(5), LONGEST_DELAY);
        wiring.broker(service).slowDown(delay);
        wiring.postgres(service).slowDown(delay);
        pause(time);
        wiring.broker(service).restore();
        wiring.postgres(service).restore();
    }

    private boolean jump(Planned planned, Duration time) {
        Optional<FakeClock> clock = wiring.clock(planned.pickOf(Wiring.services()));
        clock.ifPresent(found -> {
            Duration jump = planned.between(Duration.ofSeconds(1), LONGEST_JUMP);
            found.set(planned.coin() ? jump : jump.negated());
            pause(time);
            found.set(Duration.ZERO);
        });
        return clock.isPresent();
    }

    static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }
}
