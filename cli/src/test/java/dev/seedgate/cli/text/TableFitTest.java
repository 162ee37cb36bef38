package dev.seedgate.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class TableFitTest {
    private static final String ID = "0198c2d4-7b1e-7000-8000-000000000000";

    @Test
    void aTableThatFitsIsAsItIs() {
        Table table = Table.of("A", "~B").row("one", "two");

        assertThat(table.lines(wide(8))).isEqualTo(table.lines());
    }

    @Test
    void longTextsAreCutBeforeAnythingIsLeftOut() {
        Table table = Table.of("!ID", "~N", "WHY").row("7", "x", "a reason that nobody reads to its end");

        assertThat(table.lines(wide(30))).containsExactly("ID  N  WHY", "7   x  a reason that nobody r…");
    }

    @Test
    void thenColumnsGoTheLastFirstAndWhatIsCopiedStays() {
        Table table =
                Table.of("!ID", "STATE", "~DATABASE", ">~CONN", "~WORKER").row(ID, "queued", "shop", 2, "worker-1");

        assertThat(table.lines(wide(59)))
                .containsExactly("ID" + " ".repeat(36) + "STATE   DATABASE", ID + "  queued  shop");
        assertThat(table.lines(wide(50))).containsExactly("ID" + " ".repeat(36) + "STATE", ID + "  queued");
    }

    @Test
    void noLineIsEverTooLong() {
        Table table = Table.of("!ID", "SEED", ">ROWS", "!TOKEN").row(ID, "a-seed-with-a-long-name", 123_456, "main-17");

        for (int room = 20; room < 100; room++) {
            int most = room;
            assertThat(table.lines(wide(room)))
                    .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(most));
        }
    }

    @Test
    void coloursTakeNoRoom() {
        OutputDevice device = new OutputDevice(OptionalInt.of(40), true, Colours.ofTerminal(Map.of()));
        Table table = Table.of("STATE", "N").row("dead", 7).colouring("STATE", device.colours()::bad);

        assertThat(table.lines(device)).containsExactly("\u001b[1mSTATE  N\u001b[0m", "\u001b[31;1mdead\u001b[0m   7");
    }

    @Test
    void colourIsForTerminalsOnlyAndNeverWithNoColor() {
        assertThat(isColoured(Map.of(), "80")).isTrue();
        assertThat(isColoured(Map.of("NO_COLOR", ""), "80")).isTrue();
        assertThat(isColoured(Map.of("NO_COLOR", "1"), "80")).isFalse();
        assertThat(isColoured(Map.of("TERM", "dumb"), "80")).isFalse();
        assertThat(isColoured(Map.of(), "")).isFalse();
    }

    @Test
    void theWidthIsTheTerminalsUnlessTheEnvironmentSaysAnother() {
        assertThat(device(Map.of(), "80").columns()).hasValue(80);
        assertThat(device(Map.of("COLUMNS", "120"), "80").columns()).hasValue(120);
        assertThat(device(Map.of("COLUMNS", "120"), "").columns()).hasValue(120);
        assertThat(device(Map.of("COLUMNS", "wide"), "").columns()).isEmpty();
    }

    private static boolean isColoured(Map<String, String> environment, String columns) {
        return !device(environment, columns).colours().good("x").equals("x");
    }

    private static OutputDevice device(Map<String, String> environment, String columns) {
        Properties properties = new Properties();
        properties.setProperty("seedgate.terminal.columns", columns);
        return OutputDevice.of(properties, environment);
    }

    private static OutputDevice wide(int columns) {
        return new OutputDevice(OptionalInt.of(columns), true, Colours.NONE);
    }
}
