package dev.seedgate.verification.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The network of the chaos run: what it does to a client and a server that talk through it. */
class FaultyLinkTest {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int SILENCE_MILLIS = 200;

    private ServerSocket server;
    private FaultyLink link;
    private Socket client;
    private Socket served;

    @BeforeEach
    void connect() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        server.setSoTimeout(PATIENCE_MILLIS);
        link = FaultyLink.to(server.getLocalPort());
        client = newClient();
        served = server.accept();
        served.setSoTimeout(PATIENCE_MILLIS);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        served.close();
        link.close();
        server.close();
    }

    @Test
    void anEndArrivesAfterWhatWasSentBeforeItAndTheOtherWayStaysOpen() throws IOException {
        client.getOutputStream().write('a');
        client.shutdownOutput();
        assertThat(served.getInputStream().read()).isEqualTo('a');
        assertThat(served.getInputStream().read()).isEqualTo(-1);

        served.getOutputStream().write('b');
        served.close();

        assertThat(client.getInputStream().read()).isEqualTo('b');
        assertThat(client.getInputStream().read())
                .as("the server's end, which proves that it is gone")
                .isEqualTo(-1);
    }

    @Test
    void aCutEndsConnectionsWithAnErrorAndLetsNoneIn() throws IOException {
        link.cut();

        assertThatThrownBy(() -> client.getInputStream().read())
                .as("not an orderly end, which would prove what is not true")
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(SocketTimeoutException.class);
        try (Socket next = newClient()) {
            assertThatThrownBy(() -> next.getInputStream().read()).isInstanceOf(IOException.class);
        }

        link.restore();
        try (Socket next = newClient();
                Socket nextServed = server.accept()) {
            next.getOutputStream().write('c');
            assertThat(nextServed.getInputStream().read()).isEqualTo('c');
        }
    }

    @Test
    void whatAFrozenLinkHoldsBackArrivesWhenItIsRestored() throws IOException {
        link.freeze();
        client.getOutputStream().write('a');
        client.shutdownOutput();
        served.setSoTimeout(SILENCE_MILLIS);
        assertThatThrownBy(() -> served.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);

        link.restore();

        served.setSoTimeout(PATIENCE_MILLIS);
        assertThat(served.getInputStream().read()).isEqualTo('a');
        assertThat(served.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void aSlowLinkTakesItsTime() throws IOException {
        Duration delay = Duration.ofMillis(100);
        link.slowDown(delay);
        long sent = System.nanoTime();
        client.getOutputStream().write('a');

        assertThat(served.getInputStream().read()).isEqualTo('a');

        assertThat(Duration.ofNanos(System.nanoTime() - sent)).isGreaterThanOrEqualTo(delay);
    }

    private Socket newClient() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), link.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }
}
