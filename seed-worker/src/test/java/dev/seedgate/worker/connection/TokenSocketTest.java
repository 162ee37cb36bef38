package dev.seedgate.worker.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class TokenSocketTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void aConnectThatIsCutOffInTheMiddleMayHaveReachedTheServer() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Socket> queue = fill(deaf);
            var sockets = new TokenSockets(new Route("shop"), () -> true, () -> 2, Duration.ofSeconds(1));
            Socket socket = sockets.create();
            Thread connecting = Thread.ofPlatform().start(() -> connect(socket, deaf));
            await("that it is connecting").atMost(PATIENCE).until(() -> isConnecting(connecting));

            sockets.abortAll();

            assertThat(connecting.join(PATIENCE)).isTrue();
            assertThat(sockets.awaitNone(Duration.ZERO)).isTrue();
            assertThat(sockets.allGone()).isFalse();
            for (Socket waiting : queue) {
                waiting.close();
            }
        }
    }

    @Test
    void makesNoRoomForASessionWhileAnotherMayBeThere() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var sockets = new TokenSockets(new Route("shop"), () -> true, () -> 2, Duration.ofMillis(100));
            Socket socket = sockets.create();
            socket.connect(server.getLocalSocketAddress());
            assertThat(sockets.awaitRoom(1)).as("while it is open").isFalse();

            sockets.abortAll();

            assertThat(sockets.awaitRoom(1)).as("its end was not seen").isFalse();
            assertThat(sockets.awaitRoom(2)).isTrue();
        }
    }

    @Test
    void opensNothingByAWordThatIsSaidAfterTheTokenIsLost() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var held = new AtomicBoolean(true);
            var sockets = new TokenSockets(new Route("shop"), held::get, () -> 2, Duration.ofSeconds(1));

            assertThatThrownBy(() -> sockets.opening(() -> {
                        Socket session = connected(sockets, server);
                        say("a", session);
                        held.set(false);
                        say("b", session);
                        return session;
                    }))
                    .hasMessageContaining("the token is lost");

            sockets.abortAll();
            try (Socket accepted = server.accept()) {
                assertThat(accepted.getInputStream().readAllBytes()).containsExactly('a');
            }
        }
    }

    @Test
    void asksAlsoWhereTheDriverConnectsOnAThreadOfItsOwn() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var sockets = new TokenSockets(new Route("shop"), () -> false, () -> 2, Duration.ofSeconds(1));

            assertThatThrownBy(() -> sockets.opening(() -> {
                        Socket session = CompletableFuture.supplyAsync(
                                        () -> connected(sockets, server),
                                        task -> Thread.ofPlatform().start(task))
                                .join();
                        say("a", session);
                        return session;
                    }))
                    .hasMessageContaining("the token is lost");

            sockets.abortAll();
        }
    }

    @Test
    void letsASessionThatIsThereAndACancelRequestSpeakAfterTheTokenIsLost() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 2, InetAddress.getLoopbackAddress())) {
            var held = new AtomicBoolean(true);
            var sockets = new TokenSockets(new Route("shop"), held::get, () -> 2, Duration.ofSeconds(1));
            Socket session = sockets.opening(() -> connected(sockets, server));

            held.set(false);

            say("rollback", session);
            say("cancel", connected(sockets, server));
            try (Socket first = server.accept();
                    Socket second = server.accept()) {
                assertThat(first.getInputStream().readNBytes(8)).asString().isEqualTo("rollback");
                assertThat(second.getInputStream().readNBytes(6)).asString().isEqualTo("cancel");
            }
            sockets.abortAll();
        }
    }

    private static Socket connected(TokenSockets sockets, ServerSocket server) {
        try {
            Socket socket = sockets.create();
            socket.connect(server.getLocalSocketAddress());
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void say(String word, Socket socket) {
        try {
            socket.getOutputStream().write(word.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Connects until the system answers no more; whoever comes then hangs. */
    private static List<Socket> fill(ServerSocket deaf) {
        var queue = new ArrayList<Socket>();
        try {
            while (true) {
                var socket = new Socket();
                queue.add(socket);
                socket.connect(deaf.getLocalSocketAddress(), 500);
            }
        } catch (IOException e) {
            return queue;
        }
    }

    private static void connect(Socket socket, ServerSocket deaf) {
        try {
            socket.connect(new InetSocketAddress(deaf.getInetAddress(), deaf.getLocalPort()), 60_000);
        } catch (IOException e) {
            // cut off, as it should be
        }
    }

    private static boolean isConnecting(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().endsWith("NioSocketImpl")
                        && frame.getMethodName().equals("park"));
    }
}
