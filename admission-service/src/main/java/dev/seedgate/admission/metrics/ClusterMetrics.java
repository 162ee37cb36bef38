package dev.seedgate.admission.metrics;

import dev.seedgate.admission.ledger.LedgerListener;
import dev.seedgate.admission.ledger.LedgerView;
import dev.seedgate.admission.readmodel.BehindException;
import dev.seedgate.admission.readmodel.ReadModel;
import dev.seedgate.core.ledger.LiveRequest;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Looks once a second at what the clusters that this replica owns have and what waits, so that a scrape costs nothing, and replicas
 * together count everything once.
 */
@ApplicationScoped
public class ClusterMetrics implements LedgerListener {
    private static final Logger LOG = Logger.getLogger(ClusterMetrics.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final ReadModel readModel;
    private final MeterRegistry registry;
    private final Map<String, ClusterMeters> owned = new ConcurrentHashMap<>();
    private final Thread thread = Thread.ofVirtual().name("cluster-metrics").unstarted(this::run);

    ClusterMetrics(ReadModel readModel, MeterRegistry registry) {
        this.readModel = readModel;
        this.registry = registry;
    }

    void start(@Observes StartupEvent start) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent stop) {
        thread.interrupt();
    }

    @Override
    public void owned(LedgerView view) {
        ClusterMeters unused = meters(view.cluster());
    }

    @Override
    public void changed(LedgerView view) {
        owned(view); // a cluster that nothing was stored of begins with a change
    }

    @Override
    public void granted(LiveRequest running) {
        meters(running.request().cluster()).started(running);
    }

    private ClusterMeters meters(String cluster) {
        return owned.computeIfAbsent(cluster, name -> new ClusterMeters(registry, name));
    }

    @Override
    public void lost(String cluster) {
        ClusterMeters meters = owned.remove(cluster);
        if (meters != null) {
            meters.close();
        }
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(PERIOD);
                owned.forEach(this::look);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // stopped
        }
    }

    private void look(String cluster, ClusterMeters meters) {
        try {
            meters.looked(readModel.load(cluster));
        } catch (BehindException e) {
            LOG.tracef(e, "Nothing is known of %s yet", cluster);
        } catch (RuntimeException e) {
            LOG.warnf(e, "The metrics of cluster %s could not be taken", cluster);
        }
    }
}
