package dev.seedgate.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackFolderTest {

    @TempDir
    private Path parent;

    @Test
    void removesItselfUnlessItIsToBeKept() throws Exception {
        StackFolder removed = StackFolder.open(parent.resolve("removed"), false);
        StackFolder kept = StackFolder.open(parent.resolve("kept"), true);
        Files.createDirectories(removed.path().resolve("deep/inside"));

        removed.close();
        kept.close();

        assertThat(removed.path()).doesNotExist();
        assertThat(kept.path()).exists();
    }

    @Test
    void refusesAFolderThatHoldsOtherThings() throws Exception {
        Files.writeString(parent.resolve("thesis.txt"), "the only copy");

        assertThatThrownBy(() -> StackFolder.open(parent, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("holds other things");
        assertThat(parent.resolve("thesis.txt")).exists();
    }

    @Test
    void refusesAFolderThatAnotherStackRunsIn() {
        try (StackFolder first = StackFolder.open(parent.resolve("stack"), false)) {
            assertThatThrownBy(() -> StackFolder.open(first.path(), false))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Another stack runs in " + first.path());
        }
    }

    @Test
    void takesTheFolderOfAnEarlierStackAgain() {
        StackFolder.open(parent.resolve("stack"), true).close();

        try (StackFolder second = StackFolder.open(parent.resolve("stack"), false)) {
            assertThat(second.path()).exists();
        }
    }
}
