package dev.seedgate.admission.app;

import dev.seedgate.catalog.Catalog;
import dev.seedgate.catalog.CatalogException;
import dev.seedgate.catalog.LiveCatalog;
import org.jboss.logging.Logger;

/** Says in the log what became of a change of the catalog. */
final class CatalogLog implements LiveCatalog.Listener {
    private static final Logger LOG = Logger.getLogger(CatalogLog.class);

    @Override
    public void replaced(Catalog now) {
        LOG.infof("The catalog has changed; it has %d seeds now", now.names().size());
    }

    @Override
    public void refused(CatalogException problem) {
        LOG.errorf("The catalog has changed and cannot be used; the one before it stays. %s", problem.getMessage());
    }
}
