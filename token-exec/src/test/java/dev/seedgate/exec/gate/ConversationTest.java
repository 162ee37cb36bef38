package dev.seedgate.exec.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class ConversationTest {
    private static final String NAME = "sg:test:main-1";
    private static final Set<Thread.State> WAITING = EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);
    private static final byte[] READY = message('Z', "I");
    private static final byte[] RENAMED_AND_READY = joined(message('S', "application_name\0mine\0"), READY);
    private static final byte[] RENAME = message('Q', "set application_name = 'mine'\0");

    private final ScriptedServer server = new ScriptedServer();
    private final Conversation conversation = new Conversation(server, NAME, new ClientMemory(new AtomicBoolean()));

    @Test
    void aSessionIsNamedAgainAlsoWhereTheServerAnswersBeforeTheClientsThreadIsBackFromSending() throws Exception {
        var besides =
                new FutureTask<byte[]>(() -> conversation.fromServer(RENAMED_AND_READY, RENAMED_AND_READY.length));
        Thread listener = new Thread(besides, "what the server says");
        server.onNextRequest = () -> {
            listener.start();
            await().until(() -> besides.isDone() || WAITING.contains(listener.getState()));
        };

        conversation.fromClient(RENAME, RENAME.length);

        assertThat(besides.get()).isEmpty();
        assertThat(server.heard()).contains("set application_name = '" + NAME + "'");
    }

    @Test
    void nothingIsSaidBetweenRequestsThatTheClientSentAtOnce() throws Exception {
        byte[] requests = joined(RENAME, message('Q', "select 1\0"));
        conversation.fromClient(requests, requests.length);

        assertThat(conversation.fromServer(RENAMED_AND_READY, RENAMED_AND_READY.length))
                .isEmpty();
        assertThat(server.heard()).doesNotContain(NAME);

        assertThat(conversation.fromServer(READY, READY.length)).isEmpty();
        assertThat(server.heard()).contains(NAME);
    }

    private static byte[] message(char type, String payload) {
        return new Message(type, payload.getBytes(StandardCharsets.US_ASCII)).bytes();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }

    /** Keeps what it hears, and says "ready" when it is read from. */
    private static final class ScriptedServer extends Socket {
        private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
        private Runnable onNextRequest = () -> {};

        @Override
        public OutputStream getOutputStream() {
            return new OutputStream() {
                @Override
                public void write(int octet) {
                    write(new byte[] {(byte) octet}, 0, 1);
                }

                @Override
                public void write(byte[] data, int from, int count) {
                    heard.write(data, from, count);
                    Runnable now = onNextRequest;
                    onNextRequest = () -> {};
                    now.run();
                }
            };
        }

        @Override
        public InputStream getInputStream() {
            return new ByteArrayInputStream(READY);
        }

        String heard() {
            return heard.toString(StandardCharsets.US_ASCII);
        }
    }
}
