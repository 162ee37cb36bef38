package dev.seedgate.exec.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageFollowerTest {
    @Test
    void hearsTheSameMessagesHoweverTheyAreCut() {
        byte[] all = stream(
                new Message('T', new byte[300]), // longer than what is kept
                new Message('D', "ZZZZZ".getBytes(StandardCharsets.US_ASCII)),
                new Message('I', new byte[0]), // as long as its header
                new Message('S', "application_name\0x\0".getBytes(StandardCharsets.US_ASCII)),
                new Message('Z', new byte[] {'T'}));

        for (int piece = 1; piece <= all.length; piece++) {
            assertThat(heard(all, piece))
                    .as("in pieces of %d", piece)
                    .containsExactly("T 256", "D 5", "I 0", "S 19", "Z 1");
        }
    }

    @Test
    void knowsWhetherAMessageIsOver() {
        var follower = new MessageFollower((type, start) -> {});
        byte[] message = stream(new Message('Q', new byte[10]));
        for (int count = 1; count <= message.length; count++) {
            follower.follow(new byte[] {message[count - 1]}, 1);
            assertThat(follower.isBetweenMessages()).as("after %d bytes", count).isEqualTo(count == message.length);
        }
    }

    private static byte[] stream(Message... messages) {
        var stream = new ByteArrayOutputStream();
        for (Message message : messages) {
            stream.writeBytes(message.bytes());
        }
        return stream.toByteArray();
    }

    private static List<String> heard(byte[] all, int piece) {
        var heard = new ArrayList<String>();
        var follower = new MessageFollower((type, start) -> heard.add(type + " " + start.length));
        for (int at = 0; at < all.length; at += piece) {
            byte[] part = Arrays.copyOfRange(all, at, Math.min(all.length, at + piece));
            follower.follow(part, part.length);
        }
        return heard;
    }
}
