package dev.seedgate.admission.metrics;

import dev.seedgate.admission.config.ConsumerClasses;
import dev.seedgate.core.ledger.Budget.ClassUse;
import dev.seedgate.core.ledger.ServerView;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Who has how many of one cluster's connections, as PostgreSQL showed it last: each consumer class, the tokens together, and those whom
 * nobody knows. Together they are all client sessions.
 */
final class ClassMeters implements AutoCloseable {
    private static final String CLASS = "class";

    private final MultiGauge used;
    private final MultiGauge reserved;
    private volatile @Nullable ServerView server;
    private boolean closed; // guarded by this

    ClassMeters(MeterRegistry registry, String cluster) {
        this.used = MultiGauge.builder("seedgate.connections.used")
                .description("Sessions as PostgreSQL last showed them, by whose they are")
                .tag("cluster", cluster)
                .register(registry);
        this.reserved = MultiGauge.builder("seedgate.connections.reserved")
                .description("Connections that are kept for a class, whether it uses them or not")
                .tag("cluster", cluster)
                .register(registry);
    }

    /** Rows come and go with the classes; those that stay read what was seen last. */
    synchronized void seen(ServerView now) {
        if (closed) {
            return;
        }
        server = now;
        List<Row<?>> sessions = new ArrayList<>();
        List<Row<?>> reservations = new ArrayList<>();
        for (ClassUse use : now.budget().classes()) {
            sessions.add(row(use.name(), view -> of(use.name(), ClassUse::observed, view)));
            reservations.add(row(use.name(), view -> of(use.name(), ClassUse::reservation, view)));
        }
        sessions.add(row(ConsumerClasses.TOKENS, ServerView::tokenSessions));
        sessions.add(row(ConsumerClasses.UNCLASSIFIED, view -> view.budget().unclassified()));
        used.register(sessions);
        reserved.register(reservations);
    }

    private static double of(String name, ToIntFunction<ClassUse> figure, ServerView view) {
        return view.budget().classes().stream()
                .filter(use -> use.name().equals(name))
                .mapToDouble(figure::applyAsInt)
                .findFirst()
                .orElse(Double.NaN);
    }

    private Row<ClassMeters> row(String name, ToDoubleFunction<ServerView> figure) {
        return Row.of(Tags.of(CLASS, name), this, meters -> {
            ServerView last = meters.server;
            return last == null ? Double.NaN : figure.applyAsDouble(last);
        });
    }

    @Override
    public synchronized void close() {
        closed = true;
        used.register(List.of());
        reserved.register(List.of());
    }
}
