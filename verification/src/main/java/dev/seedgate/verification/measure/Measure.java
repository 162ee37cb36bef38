package dev.seedgate.verification.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the measurements and prints a line for each; ends with status 1 when any grant was lost, doubled or skipped. */
@Command(
        name = "verification/measure",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = "Measures the ledger loop on a real broker, and the core without one.")
public final class Measure implements Callable<Integer> {
    /** What can be measured. */
    enum Measurement {
        SCALING,
        MAKESPAN,
        CORE,
        PLAN,
        ROUND_TRIP,
        HAND_OVER,
        THROUGHPUT,
        TAKEOVER
    }

    @Parameters(
            arity = "0..*",
            description = "What to measure; everything by default. One of: ${COMPLETION-CANDIDATES}")
    private List<Measurement> chosen = List.of(Measurement.values());

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "20",
            description = "How long each measurement runs after its warm-up (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--kills",
            paramLabel = "N",
            defaultValue = "5",
            description = "How many owners the takeover measurement kills (default: ${DEFAULT-VALUE}).")
    private int kills;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "What bursts and batches are drawn from (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--jvm-option",
            paramLabel = "OPTION",
            description = "For the admission services, for instance -XX:+FlightRecorder; may be repeated.")
    private List<String> jvmOptions = new ArrayList<>();

    private boolean sound = true;

    private Measure() {}

    public static void main(String[] arguments) {
        CommandLine command = new CommandLine(new Measure()).setCaseInsensitiveEnumValuesAllowed(true);
        System.exit(command.execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        System.out.println(Machine.describe());
        EnumSet<Measurement> wanted = EnumSet.copyOf(chosen);
        Duration span = Duration.ofSeconds(seconds);
        if (wanted.remove(Measurement.SCALING)) {
            new ScalingCurve(seed).rows().forEach(System.out::println);
        }
        if (wanted.remove(Measurement.MAKESPAN)) {
            for (int budget : List.of(7, 14)) {
                Makespans.draw(seed, budget).measure().forEach(this::print);
            }
        }
        if (wanted.remove(Measurement.CORE)) {
            for (int queued : List.of(1_000, 10_000, 100_000)) {
                print(CoreDecisions.ofOne(queued, span.dividedBy(4)));
                print(CoreDecisions.ofAThousand(queued, span.dividedBy(4)));
            }
        }
        boolean takeover = wanted.remove(Measurement.TAKEOVER);
        if (wanted.remove(Measurement.PLAN)) {
            try (Bench bench = Bench.start(jvmOptions)) {
                new PlanValidation(bench, seed).rows(span).forEach(System.out::println);
            }
        }
        if (!wanted.isEmpty()) {
            try (Bench bench = Bench.start(jvmOptions)) {
                measureLoop(bench, wanted, span);
            }
        }
        if (takeover) {
            try (Bench bench = Bench.start(jvmOptions)) {
                new Takeovers(bench).measure(kills).forEach(this::print);
            }
        }
        return sound ? 0 : 1;
    }

    private void measureLoop(Bench bench, EnumSet<Measurement> wanted, Duration span) throws InterruptedException {
        LoopMeasurements loop = new LoopMeasurements(bench.wire(), span);
        loop.warmUp();
        if (wanted.contains(Measurement.ROUND_TRIP)) {
            print(loop.roundTrips("acquire, 1 outstanding, with pauses", new Bidders.Load(1, 1, 0, 20)));
            print(loop.roundTrips("acquire, 1 outstanding, without a pause", Bidders.Load.steady(1)));
            print(loop.roundTrips("acquire, 16 outstanding", Bidders.Load.steady(16)));
        }
        if (wanted.contains(Measurement.HAND_OVER)) {
            print(loop.handOver());
        }
        if (wanted.contains(Measurement.THROUGHPUT)) {
            print(loop.throughput(256));
        }
    }

    private void print(Figure figure) {
        sound &= figure.sound();
        System.out.println(figure.line());
    }
}
