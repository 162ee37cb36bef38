package dev.seedgate.worker.connection;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The tokens under which sessions may be opened, by tag. Pool and driver make the objects that open them by class name and hand them
 * texts only, so the way to what belongs to a token is this map.
 */
final class OpenTokens {
    private static final Map<String, OpenToken> BY_TAG = new ConcurrentHashMap<>();

    private OpenTokens() {}

    static void register(String tag, OpenToken token) {
        if (BY_TAG.putIfAbsent(tag, token) != null) {
            throw new IllegalStateException("connections tagged " + tag + " are already open in this process");
        }
    }

    static void unregister(String tag) {
        BY_TAG.remove(tag);
    }

    static @Nullable OpenToken find(String tag) {
        return BY_TAG.get(tag);
    }

    /** What is needed to open a session of one token. */
    record OpenToken(TokenSockets sockets, SessionStart sessions) {}
}
