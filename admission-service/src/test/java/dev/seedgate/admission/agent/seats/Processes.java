package dev.seedgate.admission.agent.seats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;

/** The server's own processes, as far as this machine has them: a server in a container keeps them to itself. */
public final class Processes {
    private Processes() {}

    /** A backend does nothing any more, and does not even die, until it is resumed. */
    public static void stop(String backend) throws IOException, InterruptedException {
        assumeThat(ProcessHandle.of(Long.parseLong(backend))
                        .flatMap(process -> process.info().command())
                        .orElse(""))
                .as("a server whose processes this test may stop")
                .contains("postgres");
        signal("-STOP", backend);
    }

    public static void resume(String backend) throws IOException, InterruptedException {
        signal("-CONT", backend);
    }

    private static void signal(String signal, String pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", signal, pid).start().waitFor()).isZero();
    }
}
