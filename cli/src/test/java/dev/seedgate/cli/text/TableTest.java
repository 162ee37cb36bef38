package dev.seedgate.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void alignsColumnsToTheLeftAndToTheRight() {
        Table table =
                Table.of("SEED", ">ROWS", "WORKER").row("meyer", 7, "worker-1").row("large-prices", 1200, "w");

        assertThat(table.lines())
                .containsExactly("SEED          ROWS  WORKER", "meyer            7  worker-1", "large-prices  1200  w");
    }

    @Test
    void showsAnEmptyCellAsADashAndLeavesNoBlanksAtTheEnd() {
        Table table = Table.of("A", "LONG HEADER").row("", "x").row("y", "");

        assertThat(table.lines()).containsExactly("A  LONG HEADER", "-  x", "y  -");
    }

    @Test
    void countsCharactersAndNotUnits() {
        Table table = Table.of("NAME", ">N").row("𝒜ä", 1).row("abcd", 2);

        assertThat(table.lines()).containsExactly("NAME  N", "𝒜ä    1", "abcd  2");
    }

    @Test
    void refusesARowOfAnotherLength() {
        assertThatThrownBy(() -> Table.of("A", "B").row("only one"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must have 2 cells");
    }
}
