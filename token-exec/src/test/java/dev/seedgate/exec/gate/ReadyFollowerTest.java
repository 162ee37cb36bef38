package dev.seedgate.exec.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadyFollowerTest {
    @Test
    void knowsTheServerReadyHoweverTheMessagesAreCut() {
        var stream = new ByteArrayOutputStream();
        for (Message message : List.of(
                new Message('T', new byte[300]),
                new Message('D', new byte[70]),
                new Message('I', new byte[0]), // as long as its header
                new Message('Z', new byte[] {'I'}),
                new Message('N', "ZZZZZ".getBytes(StandardCharsets.US_ASCII)),
                new Message('Z', new byte[] {'T'}))) {
            stream.writeBytes(message.bytes());
        }
        byte[] all = stream.toByteArray();
        for (int piece = 1; piece <= all.length; piece++) {
            List<Integer> readyAt = readyPositions(all, piece);
            assertThat(readyAt).as("in pieces of %d", piece).last().isEqualTo(all.length);
            assertThat(readyAt).as("in pieces of %d", piece).isSubsetOf(readyPositions(all, 1));
        }
        assertThat(readyPositions(all, 1)).hasSize(2);
    }

    private static List<Integer> readyPositions(byte[] all, int piece) {
        var follower = new ReadyFollower();
        var positions = new ArrayList<Integer>();
        for (int at = 0; at < all.length; at += piece) {
            byte[] part = Arrays.copyOfRange(all, at, Math.min(all.length, at + piece));
            if (follower.isReadyAfter(part, part.length)) {
                positions.add(at + part.length);
            }
        }
        return positions;
    }
}
