package dev.seedgate.admission.config;

import dev.seedgate.core.Reservations;
import dev.seedgate.core.Reservations.Reservation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The consumers of one cluster that nobody gates: the configured ones, in their order, and behind them the built-in class {@value
 * #AGENT}. The ledger reserves for exactly these and the agent counts exactly these, so both must take them from here.
 */
public final class ConsumerClasses {
    /** The agent's own sessions. One is reserved; during a takeover there may be two. */
    public static final String AGENT = "agent";
    /** In metrics, the sessions of all tokens; no class. */
    public static final String TOKENS = "tokens";
    /** Sessions of nobody we know; no class. */
    public static final String UNCLASSIFIED = "unclassified";

    private static final Set<String> TAKEN = Set.of(AGENT, TOKENS, UNCLASSIFIED);

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
        Set<String> names = new HashSet<>(TAKEN);
        for (SeedgateConfig.ConsumerClass each : config.classes()) {
            String at = property + ".classes[" + classes.size() + "]";
            if (!names.add(each.name())) {
                throw new IllegalArgumentException(at + ".name must be unique and none of "
                        + String.join(", ", new TreeSet<>(TAKEN)) + ", which mean something else, got: '" + each.name()
                        + "'");
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

    /** The first configured class that a client matches. */
    public Optional<String> classOf(ClientIdentity client) {
        return configured.stream()
                .filter(each -> each.matches(client))
                .map(ConsumerClass::name)
                .findFirst();
    }

    /** The classes that are told by their clients' addresses, which not every role may see. */
    public List<String> toldByAddress() {
        return configured.stream()
                .filter(each -> each.addresses() != null)
                .map(ConsumerClass::name)
                .toList();
    }
}
