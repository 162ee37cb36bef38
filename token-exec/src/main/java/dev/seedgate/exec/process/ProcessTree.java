package dev.seedgate.exec.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * All processes that a command started, also those whose parent is gone and those that left its process group or its session. On
 * Linux they are known by the session that the command leads, and by a mark in the environment, which every process inherits; one
 * that does away with both is not found. Elsewhere they are the command and its descendants.
 */
final class ProcessTree {
    private static final Path PROC = Path.of("/proc");
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

    /** In {@code /proc/PID/stat}, behind the program's name: state, parent, process group, session. */
    private static final int STATE = 0;

    private static final int SESSION = 3;

    private final ProcessHandle leader;
    private final boolean ownSession;
    private final String mark;

    /**
     * The processes of one command.
     *
     * @param ownSession whether the leader leads a session of its own
     * @param mark a variable of the environment with its value, {@code NAME=value}, that no other command has
     */
    ProcessTree(ProcessHandle leader, boolean ownSession, String mark) {
        this.leader = leader;
        this.ownSession = ownSession;
        this.mark = mark;
    }

    /** SIGTERM to all of them, as a terminal would send a signal to all; false when there is none. */
    boolean terminate() {
        Set<ProcessHandle> members = members();
        members.forEach(ProcessHandle::destroy);
        return !members.isEmpty();
    }

    /** Waits until none is left; false when one still is after that time. */
    boolean awaitNone(Duration time) {
        return until(time, Set::isEmpty);
    }

    /** SIGKILL, again and again, since they may start others; false when one is still there after that time. */
    boolean kill(Duration time) {
        return until(time, members -> {
            members.forEach(ProcessHandle::destroyForcibly);
            return members.isEmpty();
        });
    }

    Set<ProcessHandle> members() {
        Set<ProcessHandle> members = new HashSet<>();
        if (!Files.isDirectory(PROC.resolve("self"))) {
            if (leader.isAlive()) {
                members.add(leader);
                leader.descendants().forEach(members::add);
            }
        } else {
            try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
                processes.forEach(process -> {
                    if (isMember(process)) {
                        ProcessHandle.of(Long.parseLong(String.valueOf(process.getFileName())))
                                .ifPresent(members::add);
                    }
                });
            } catch (IOException e) {
                throw new UncheckedIOException("the processes of this machine cannot be listed", e);
            }
            members.removeIf(process -> isZombie(PROC.resolve(Long.toString(process.pid()))));
        }
        return members;
    }

    private boolean until(Duration time, Predicate<Set<ProcessHandle>> done) {
        long deadline = System.nanoTime() + time.toNanos();
        Duration pause = Duration.ofMillis(5);
        while (!done.test(members())) {
            if (System.nanoTime() - deadline >= 0 || !sleep(pause)) {
                return false;
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
        return true;
    }

    private static boolean sleep(Duration time) {
        try {
            Thread.sleep(time);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean isMember(Path process) {
        return isMarked(process) || (ownSession && isInSession(process));
    }

    private boolean isInSession(Path process) {
        String[] stat = stat(process);
        return stat.length > SESSION && stat[SESSION].equals(Long.toString(leader.pid()));
    }

    private boolean isMarked(Path process) {
        return ("\0" + text(process.resolve("environ"))).contains("\0" + mark + "\0");
    }

    /** Ended, and waiting for its parent to take notice, which in some containers never happens. */
    private static boolean isZombie(Path process) {
        String[] stat = stat(process);
        return stat.length > STATE && (stat[STATE].equals("Z") || stat[STATE].equals("X"));
    }

    private static String[] stat(Path process) {
        String all = text(process.resolve("stat"));
        return all.substring(all.lastIndexOf(')') + 1).strip().split(" ");
    }

    /** Empty where the process is gone, or is somebody else's. */
    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
