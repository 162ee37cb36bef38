package dev.seedgate.exec.gate;

/**
 * The threads of gates: of the platform, not virtual. Once a virtual thread has waited for a socket, the JDK has a thread in the operating
 * system's poll for ever, and a JVM that is to exit waits 0.3 s for threads that are in native code (HotSpot's
 * {@code VM_Exit::wait_for_threads_in_native_to_block}): {@code seedctl exec} would end so much later than its command. A gate has few
 * clients, and a thread that waits costs little.
 */
final class GateThreads {
    private GateThreads() {}

    /** Begins one that does not keep the JVM from ending. */
    static Thread start(String name, Runnable work) {
        return Thread.ofPlatform().daemon().name(name).start(work);
    }
}
