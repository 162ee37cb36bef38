package dev.seedgate.admission.agent;

import dev.seedgate.admission.config.ServerLogin;
import dev.seedgate.admission.ledger.LedgerView;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.core.ledger.TokenTerms;
import dev.seedgate.protocol.ClusterObservation.Effect;
import dev.seedgate.protocol.ClusterObservation.GoneToken;
import dev.seedgate.telemetry.LogFields;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks the databases how the runs of vanished tokens ended, each on the slot that its token left and is still charged. Asking takes a
 * connect, which may hang, so it never holds up a look: a token is reported as gone by the first look after its answer is there. Where a
 * database cannot be asked for a reason that may pass, it is asked again after the next look, for a while ({@link #PATIENCE}): a slot must not be
 * lost for ever to a database that cannot be reached. {@link #settle} is not thread-safe.
 */
final class Settlement implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Logger LOG = Logger.getLogger(Settlement.class);

    private final AgentNames names;
    private final Map<String, ServerLogin> databases;
    private final Duration patience;
    private final Runnable wakeUp;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Effect> effects = new ConcurrentHashMap<>();
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    /** What was last said of each database that has trouble. */
    private final Map<String, String> troubles = new ConcurrentHashMap<>();
    /** When each token was first asked for, by {@link System#nanoTime}. */
    private final Map<String, Long> since = new HashMap<>();

    /**
     * For one cluster.
     *
     * @param databases those that can be asked, by name
     * @param patience how long a database is asked again
     * @param wakeUp called, on any thread, when an answer is there
     */
    Settlement(AgentNames names, Map<String, ServerLogin> databases, Duration patience, Runnable wakeUp) {
        this.names = names;
        this.databases = Map.copyOf(databases);
        this.patience = patience;
        this.wakeUp = wakeUp;
    }

    /**
     * Those of the absent tokens whose runs' ends are known; begins to ask for the others.
     *
     * @param absent without a session, and without the possibility of one
     */
    List<GoneToken> settle(LedgerView view, List<Token.Draining> absent) {
        Set<String> charged =
                view.tokens().stream().map(token -> token.terms().id()).collect(Collectors.toSet());
        effects.keySet().retainAll(charged);
        since.keySet().retainAll(charged);
        List<GoneToken> gone = new ArrayList<>();
        for (Token.Draining token : absent) {
            TokenTerms terms = token.terms();
            ServerLogin login = databases.get(terms.database());
            Effect effect = known(terms, login);
            if (effect != null) {
                gone.add(new GoneToken(terms.id(), effect));
            } else if (login != null && underWay.add(terms.id())) {
                long first = since.computeIfAbsent(terms.id(), any -> System.nanoTime());
                executor.execute(() -> ask(terms, login, first));
            }
        }
        return gone;
    }

    /** What a holder does with a token of its own leaves no row behind that could be asked for. */
    private @Nullable Effect known(TokenTerms terms, @Nullable ServerLogin login) {
        if (terms.isHeldByItsOwner()) {
            return new Effect.NeverApplied();
        }
        return login == null ? notConfigured(terms) : effects.get(terms.id());
    }

    private static Effect notConfigured(TokenTerms terms) {
        return new Effect.Unknown("the admission service has no url for the database " + terms.database());
    }

    private void ask(TokenTerms terms, ServerLogin login, long first) {
        try (LogFields fields = new LogFields()) {
            fields.token(terms.id());
            askFor(terms, login, first);
        }
    }

    private void askFor(TokenTerms terms, ServerLogin login, long first) {
        try {
            effects.put(terms.id(), TokenRevocation.revokeAndAsk(login, names, terms));
            troubles.remove(terms.database());
        } catch (SQLException e) {
            couldNotAsk(terms, e, Duration.ofNanos(System.nanoTime() - first));
        } finally {
            underWay.remove(terms.id());
        }
        if (effects.containsKey(terms.id())) {
            wakeUp.run();
        }
    }

    private void couldNotAsk(TokenTerms terms, SQLException problem, Duration waited) {
        ServerProblem trouble = ServerProblem.ofDatabase(problem, terms);
        String text = trouble.toString();
        if (!executor.isShutdown() && !text.equals(troubles.put(terms.database(), text))) {
            LOG.warnf(
                    "The database %s cannot be asked how the run of the vanished token %s ended; %s: %s",
                    terms.database(),
                    terms.id(),
                    trouble.mayPass()
                            ? "it is asked again for " + patience.toSeconds() + " s, and the token keeps its slots"
                            : "nobody knows",
                    text);
        }
        if (!trouble.mayPass() || waited.compareTo(patience) > 0) {
            effects.put(terms.id(), new Effect.Unknown(text));
        }
    }

    /** What is under way is given up; it does no harm when it happens all the same. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
