package dev.seedgate.exec.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ClientMemoryTest {
    private static final char EXECUTE = 'E';

    private final AtomicBoolean lastNumbers = new AtomicBoolean();
    private final ClientMemory memory = new ClientMemory(lastNumbers);

    @Test
    void aStatementThatIsPreparedAndRunInOneRequestLeavesNothing() {
        parse("", "select $1");
        bind("");
        say(EXECUTE, "");
        say(Message.SYNC);

        assertThat(memory.isEmpty()).isTrue();
    }

    @Test
    void aStatementThatIsToBeRunLaterIsKeptUntilAnotherTakesItsPlace() {
        parse("", "select $1");
        say(Message.SYNC);
        assertThat(memory.isEmpty()).isFalse();

        say(Message.QUERY, "select 1");
        assertThat(memory.isEmpty()).isTrue();
    }

    @Test
    void whoRunsAgainWhatItPreparedBeforeMayDoSoAlways() {
        bind("");
        say(EXECUTE, "");
        say(Message.SYNC);
        say(Message.QUERY, "select 1");

        assertThat(memory.isEmpty()).isFalse();
    }

    @Test
    void whatHasANameIsAskedOfTheServer() {
        parse("s1", "select $1");
        bind("s1");
        say(Message.SYNC);

        assertThat(memory.isEmpty()).isTrue();
    }

    @Test
    void whatTheServerCannotTellIsHeardInEitherKindOfRequest() {
        var another = new ClientMemory(lastNumbers);
        another.hear(Message.QUERY, Message.zeroTerminated("set app.person = 'ada'"));
        parse("s1", "select set_config('app.person', $1, false)");

        assertThat(another.isEmpty()).isFalse();
        assertThat(memory.isEmpty()).isFalse();
        assertThat(lastNumbers).isFalse();
    }

    @Test
    void whatIsTooLongToBeLookedThroughIsNotTrusted() {
        int most = memory.wants(Message.QUERY);
        say(Message.QUERY, "x".repeat(most - 2));
        assertThat(memory.isEmpty()).isTrue();

        say(Message.QUERY, "x".repeat(most - 1));
        assertThat(memory.isEmpty()).isFalse();
        assertThat(memory.wants(Message.QUERY))
                .as("nothing more is learnt from others")
                .isZero();
    }

    @Test
    void onceOneClientAsksForItsLastNumberAllKeepTheirSessions() {
        var another = new ClientMemory(lastNumbers);
        another.hear(Message.QUERY, Message.zeroTerminated("select lastval()"));

        assertThat(memory.isEmpty()).isFalse();
    }

    private void parse(String name, String statement) {
        say(Message.PARSE, name, statement);
    }

    private void bind(String statement) {
        say(Message.BIND, "", statement);
    }

    private void say(char type, String... texts) {
        var payload = new ByteArrayOutputStream();
        for (String text : texts) {
            payload.writeBytes((text + "\0").getBytes(StandardCharsets.UTF_8));
        }
        memory.hear(type, payload.toByteArray());
    }
}
