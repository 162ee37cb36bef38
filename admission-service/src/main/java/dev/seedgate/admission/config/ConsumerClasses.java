package dev.seedgate.admission.config;

import dev.seedgate.core.Reservations;
import dev.seedgate.core.Reservations.Reservation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The consumers of one cluster that nobody gates: the configured ones, in their order, and behind them the built-in class {@value
 * #AGENT}. The ledger reserves for exactly these and the agent counts exactly these, so both must take them from here.
 */
public final class ConsumerClasses {
    /** The agent's own sessions. One is reserved; during a takeover there may be two. */
    public static final String AGENT = "agent";

    private final List<ConsumerClass> configured;
    private final int headroom;

    private ConsumerClasses(List<ConsumerClass> configured, int headroom) {
        this.configured = List.copyOf(configured);
        this.headroom = headroom;
    }

    /**
     * Reads a cluster's classes.
     *
     * @throws IllegalArgumentException when one cannot be; the message names the property
     */
    public static ConsumerClasses of(String cluster, SeedgateConfig.Cluster config) {
        String property = "seedgate.clusters." + cluster;
        if (config.headroom() < 0) {
            throw new IllegalArgumentException(property + ".headroom must not be negative, got: " + config.headroom());
        }
        List<ConsumerClass> classes = new ArrayList<>();
        Set<String> names = new HashSet<>(Set.of(AGENT));
        for (SeedgateConfig.ConsumerClass each : config.classes()) {
            String at = property + ".classes[" + classes.size() + "]";
            if (!names.add(each.name())) {
                throw new IllegalArgumentException(at + ".name must be unique and not '" + AGENT
                        + "', which is built in, got: '" + each.name() + "'");
            }
            classes.add(ConsumerClass.of(at, each));
        }
        return new ConsumerClasses(classes, config.headroom());
    }

    /** What the ledger keeps free: every class's reservation, the agent's one, and the headroom. */
    public Reservations reservations() {
        List<Reservation> reservations = new ArrayList<>();
        configured.forEach(each -> reservations.add(new Reservation(each.name(), each.reservation())));
        reservations.add(new Reservation(AGENT, 1));
        return new Reservations(reservations, headroom);
    }

    /** All names, in the order in which they are reported. */
    public List<String> names() {
        return Stream.concat(configured.stream().map(ConsumerClass::name), Stream.of(AGENT))
                .toList();
    }

    /**
     * The first configured class that a session matches.
     *
     * @param user null where the session's role is not known
     */
    public Optional<String> classOf(String applicationName, @Nullable String user) {
        return configured.stream()
                .filter(each -> each.matches(applicationName, user))
                .map(ConsumerClass::name)
                .findFirst();
    }

    /** A configured class; without any pattern it matches nothing and only reserves. */
    private record ConsumerClass(
            String name,
            int reservation,
            @Nullable Pattern applicationName,
            @Nullable Pattern user) {
        static ConsumerClass of(String property, SeedgateConfig.ConsumerClass config) {
            if (config.name().isBlank() || config.name().length() > 63) {
                throw new IllegalArgumentException(
                        property + ".name must be 1 to 63 characters long, got: '" + config.name() + "'");
            }
            if (config.reservation() < 0) {
                throw new IllegalArgumentException(
                        property + ".reservation must not be negative, got: " + config.reservation());
            }
            return new ConsumerClass(
                    config.name(),
                    config.reservation(),
                    config.applicationName().map(ConsumerClass::glob).orElse(null),
                    config.user().map(ConsumerClass::glob).orElse(null));
        }

        boolean matches(String sessionApplication, @Nullable String sessionUser) {
            return (applicationName != null || user != null)
                    && (applicationName == null
                            || applicationName.matcher(sessionApplication).matches())
                    && (user == null
                            || (sessionUser != null && user.matcher(sessionUser).matches()));
        }

        private static Pattern glob(String pattern) {
            String regex =
                    Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
            return Pattern.compile(regex, Pattern.DOTALL);
        }
    }
}
