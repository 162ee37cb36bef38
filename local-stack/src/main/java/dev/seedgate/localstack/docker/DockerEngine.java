package dev.seedgate.localstack.docker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Finds out quickly and quietly whether a Docker engine answers; Testcontainers itself takes seconds to say no, in many lines. */
public final class DockerEngine {

    private static final long PATIENCE_SECONDS = 2;
    private static final int LONGEST_ANSWER = 64;
    private static final String PING = "GET /_ping HTTP/1.0\r\nHost: docker\r\n\r\n";

    private DockerEngine() {}

    /** Whether an engine answers at {@code DOCKER_HOST} or one of the usual sockets, and Testcontainers is on the class path. */
    public static boolean isUsable() {
        return hasTestcontainers() && addresses().stream().anyMatch(DockerEngine::answers);
    }

    private static boolean hasTestcontainers() {
        return DockerEngine.class
                        .getClassLoader()
                        .getResource("org/testcontainers/postgresql/PostgreSQLContainer.class")
                != null;
    }

    private static List<SocketAddress> addresses() {
        String chosen = System.getenv("DOCKER_HOST");
        if (chosen != null && !chosen.isEmpty()) {
            URI uri = URI.create(chosen);
            return uri.getHost() == null
                    ? List.of(UnixDomainSocketAddress.of(uri.getPath()))
                    : List.of(new InetSocketAddress(uri.getHost(), uri.getPort()));
        }
        List<Path> sockets = new ArrayList<>();
        sockets.add(Path.of("/var/run/docker.sock"));
        sockets.add(Path.of(System.getProperty("user.home"), ".docker", "run", "docker.sock"));
        String runtime = System.getenv("XDG_RUNTIME_DIR");
        if (runtime != null) {
            sockets.add(Path.of(runtime, "docker.sock"));
        }
        return sockets.stream()
                .filter(Files::exists)
                .<SocketAddress>map(UnixDomainSocketAddress::of)
                .toList();
    }

    /** In a thread of its own, which is left behind when the engine accepts and then says nothing. */
    private static boolean answers(SocketAddress address) {
        FutureTask<Boolean> ping = new FutureTask<>(() -> ping(address));
        Thread.ofVirtual().start(ping);
        try {
            return ping.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            ping.cancel(true);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean ping(SocketAddress address) throws IOException {
        try (SocketChannel channel = address instanceof UnixDomainSocketAddress
                ? SocketChannel.open(StandardProtocolFamily.UNIX)
                : SocketChannel.open()) {
            channel.connect(address);
            channel.write(ByteBuffer.wrap(PING.getBytes(StandardCharsets.US_ASCII)));
            byte[] bytes = Channels.newInputStream(channel).readNBytes(LONGEST_ANSWER);
            String answer = new String(bytes, StandardCharsets.US_ASCII);
            return answer.startsWith("HTTP/1.") && answer.contains(" 200 ");
        }
    }
}
