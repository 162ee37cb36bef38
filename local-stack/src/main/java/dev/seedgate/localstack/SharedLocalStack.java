package dev.seedgate.localstack;

import org.jspecify.annotations.Nullable;

/**
 * One stack for all tests of a JVM, so that each does not pay for a start. Tests that use it keep apart by topic names and by
 * {@code postgres().createDatabase}, and leave it running with the limit of connections that they found. A test that stops or
 * kills something takes a stack of its own.
 */
public final class SharedLocalStack {

    private static @Nullable LocalStack stack;

    private SharedLocalStack() {}

    /** The stack with the configuration for tests, started on first use; it ends with this JVM. */
    public static synchronized LocalStack get() {
        if (stack == null) {
            stack = LocalStack.start(LocalStackConfig.forTests());
        }
        return stack;
    }
}
