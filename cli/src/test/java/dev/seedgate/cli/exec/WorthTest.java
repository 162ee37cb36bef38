package dev.seedgate.cli.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.cli.client.HeldToken;
import dev.seedgate.cli.client.LeaseView;
import dev.seedgate.cli.client.TokenSize;
import java.time.Duration;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nothing listens at the gate's server: whether one could prove the end of a session is not known. */
class WorthTest {
    private static final HeldToken TOKEN = new HeldToken(
            "main-1",
            1,
            "main",
            4,
            "key",
            Duration.ofSeconds(15),
            Duration.ofSeconds(5),
            new HeldToken.Connection("127.0.0.1", "1", "shop", null, null, "sg:main:main-1"));

    private final Way way = Way.open(
            TOKEN,
            new DatabaseLogin("127.0.0.1", 1, "shop", "ada", "p", new Properties(), new TreeMap<>()),
            () -> true);
    private final Worth worth = new Worth(way, 4);

    @AfterEach
    void close() {
        way.close();
    }

    @Test
    void saysWhatItWasGranted() {
        assertThat(worth.size()).isEqualTo(new TokenSize(4, 0));
    }

    @Test
    void doesNotTakeWhatItMayNotBeAbleToProveGivenBack() {
        worth.renewed(new LeaseView(6, 1));

        assertThat(worth.size()).isEqualTo(new TokenSize(4, 0));
    }

    @Test
    void givesBackWhatItDoesNotUseAndKnowsAnOlderAnswer() {
        worth.renewed(new LeaseView(2, 2));
        worth.renewed(new LeaseView(4, 1));

        assertThat(worth.size()).isEqualTo(new TokenSize(2, 2));
        assertThat(way.gate().charge()).isEqualTo(2);
    }

    @Test
    void anAnswerWithoutSizesChangesNothing() {
        worth.renewed(new LeaseView(0, 0));

        assertThat(worth.size()).isEqualTo(new TokenSize(4, 0));
    }
}
