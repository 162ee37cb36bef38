package dev.seedgate.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class FreePortsTest {

    @Test
    void takesPortsThatNoOutgoingConnectionCanTake() {
        assertThat(FreePorts.next()).isBetween(15_000, 31_999);
    }

    @Test
    void passesOverAPortThatSomebodyListensOn() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(FreePorts.isFree(taken.getLocalPort())).isFalse();
        }
    }
}
