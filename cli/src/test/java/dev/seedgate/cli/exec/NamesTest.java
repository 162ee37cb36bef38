package dev.seedgate.cli.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NamesTest {
    @Test
    void aCommandIsCalledByItsProgramAndTheWordsBehindIt() {
        assertThat(Names.purpose(List.of("/usr/bin/psql"))).isEqualTo("psql");
        assertThat(Names.purpose(List.of("npm", "run", "seed-meyer", "--fast"))).isEqualTo("npm run seed-meyer");
    }

    @Test
    void whatMayBeSecretIsLeftOut() {
        assertThat(Names.purpose(List.of("psql", "postgresql://ada:secret@db/shop", "run")))
                .isEqualTo("psql");
        assertThat(Names.purpose(List.of("sh", "-c", "echo secret"))).isEqualTo("sh");
    }
}
