package dev.seedgate.verification.chaos;

import dev.seedgate.localstack.LocalStackConfig;
import dev.seedgate.localstack.broker.BrokerConfig;
import dev.seedgate.localstack.installation.InstallationConfig;
import dev.seedgate.localstack.installation.ServiceSettings;
import dev.seedgate.localstack.postgres.Postgres;
import dev.seedgate.localstack.process.FreePorts;
import dev.seedgate.verification.fault.FakeClock;
import dev.seedgate.verification.fault.FaultyLink;
import dev.seedgate.verification.system.Shop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Puts every service behind links of its own to the broker and to PostgreSQL, and under a clock of its own where the machine can.
 * A link to the broker ends at a door of the broker that advertises the link, or clients would learn the way around it.
 */
final class Wiring implements AutoCloseable {
    static final List<String> REPLICAS = List.of("admission", "admission-2");
    static final List<String> WORKERS = List.of("worker-1", "worker-2", "worker-3");

    private final Map<String, FaultyLink> toBroker = new HashMap<>();
    private final Map<String, FaultyLink> toPostgres = new HashMap<>();
    private final Map<String, FakeClock> clocks = new HashMap<>();

    /** The stack with a door for every service. */
    LocalStackConfig doors(LocalStackConfig config) {
        LocalStackConfig result = config;
        for (String service : services()) {
            int port = FreePorts.next();
            FaultyLink link = linkTo(port);
            toBroker.put(service, link);
            String name = service.toUpperCase(Locale.ROOT).replace("-", "");
            result = result.withBrokerDoor(new BrokerConfig.Door(name, port, link.port()));
        }
        return result;
    }

    /** The installation with every service at its links. */
    InstallationConfig wire(InstallationConfig config, Postgres postgres, Path folder) {
        InstallationConfig result = config;
        for (String service : services()) {
            FaultyLink link = linkTo(postgres.port());
            toPostgres.put(service, link);
            Optional<FakeClock> clock = FakeClock.in(folder.resolve("clocks").resolve(service));
            clock.ifPresent(found -> clocks.put(service, found));
            result = result.withService(
                    service,
                    new ServiceSettings(
                            properties(service, link, postgres),
                            clock.map(FakeClock::environment).orElse(Map.of())));
        }
        return result;
    }

    private Map<String, String> properties(String service, FaultyLink link, Postgres postgres) {
        String server = "jdbc:postgresql://127.0.0.1:%d/".formatted(link.port());
        String broker = "127.0.0.1:" + broker(service).port();
        return REPLICAS.contains(service)
                ? Map.of(
                        "kafka.bootstrap.servers",
                        broker,
                        "seedgate.clusters.main.agent.url",
                        server + postgres.database())
                : Map.of(
                        "kafka.bootstrap.servers",
                        broker,
                        "seedgate.clusters.main.databases." + Shop.DATABASE + ".url",
                        server + Shop.DATABASE);
    }

    FaultyLink broker(String service) {
        return Objects.requireNonNull(toBroker.get(service));
    }

    FaultyLink postgres(String service) {
        return Objects.requireNonNull(toPostgres.get(service));
    }

    /** Nothing where clocks cannot be made to jump. */
    Optional<FakeClock> clock(String service) {
        return Optional.ofNullable(clocks.get(service));
    }

    static List<String> services() {
        return Stream.concat(REPLICAS.stream(), WORKERS.stream()).toList();
    }

    private static FaultyLink linkTo(int port) {
        try {
            return FaultyLink.to(port);
        } catch (IOException e) {
            throw new UncheckedIOException("A link could not listen", e);
        }
    }

    @Override
    public void close() {
        toBroker.values().forEach(FaultyLink::close);
        toPostgres.values().forEach(FaultyLink::close);
    }
}
