package dev.seedgate.catalog;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A folder's catalog as it is now. Changes are taken up by themselves, as a whole or not at all: with a catalog that has a problem,
 * the last good one stays until somebody mends it. Definitions that were replaced are kept for the requests that were accepted with
 * them.
 */
public final class LiveCatalog implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofSeconds(2);
    private static final Duration STOP = Duration.ofSeconds(2);

    private final Path folder;
    private final Listener listener;
    private final Duration period;
    private final SeenDefinitions seen = new SeenDefinitions();
    private final Thread follower;
    private volatile Catalog current;
    private volatile @Nullable CatalogException problem;
    private String read;
    private String lookedAt;
    private volatile boolean closed;

    /** Is told what becomes of changes, on the follower's thread. */
    public interface Listener {
        void replaced(Catalog now);

        /** The last good catalog stays. */
        void refused(CatalogException problem);

        /** Nobody is told. */
        Listener NONE = new Listener() {
            @Override
            public void replaced(Catalog now) {}

            @Override
            public void refused(CatalogException problem) {}
        };
    }

    private LiveCatalog(Path folder, Listener listener, Duration period) {
        this.folder = folder;
        this.listener = listener;
        this.period = period;
        this.read = FolderStamp.of(folder);
        this.lookedAt = read;
        this.current = Catalog.load(folder);
        seen.add(current);
        this.follower = Thread.ofPlatform().name("catalog").daemon().unstarted(this::follow);
    }

    /**
     * Loads the catalog and follows its folder from now on.
     *
     * @throws CatalogException when it cannot be used as it is: nothing is started with half a catalog
     */
    public static LiveCatalog follow(Path folder, Listener listener) {
        return follow(folder, listener, PERIOD);
    }

    static LiveCatalog follow(Path folder, Listener listener, Duration period) {
        LiveCatalog catalog = new LiveCatalog(folder, listener, period);
        catalog.follower.start();
        return catalog;
    }

    /** The last good one. */
    public Catalog current() {
        return current;
    }

    /** What is wrong with the folder as it is now; empty while it is what {@link #current} says. */
    public Optional<CatalogException> problem() {
        return Optional.ofNullable(problem);
    }

    /**
     * A definition as a request was accepted with it.
     *
     * @param definitionVersion null for whichever it has now
     * @return empty when there is no such seed, or none of the versions that were kept is that one
     */
    public Optional<SeedDefinition> find(String seed, @Nullable String definitionVersion) {
        if (definitionVersion == null) {
            return current.find(seed);
        }
        return seen.find(seed, definitionVersion).or(() -> {
            look(true); // who accepted the request may have looked a moment before us
            return seen.find(seed, definitionVersion);
        });
    }

    private void follow() {
        try {
            while (!closed) {
                Thread.sleep(period);
                look(false);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    /**
     * Takes up what changed.
     *
     * @param atOnce false to wait until nothing has changed between two looks: files may be under way
     */
    private synchronized void look(boolean atOnce) {
        String stamp = FolderStamp.of(folder);
        boolean quiet = stamp.equals(lookedAt);
        lookedAt = stamp;
        if (stamp.equals(read) || !(quiet || atOnce)) {
            return;
        }
        read = stamp;
        try {
            Catalog loaded = Catalog.load(folder);
            seen.add(loaded);
            current = loaded;
            problem = null;
            listener.replaced(loaded);
        } catch (CatalogException e) {
            problem = e;
            listener.refused(e);
        }
    }

    @Override
    public void close() {
        closed = true;
        follower.interrupt();
        try {
            follower.join(STOP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
