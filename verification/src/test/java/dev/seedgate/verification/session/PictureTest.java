package dev.seedgate.verification.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PictureTest {
    private static final String ESCAPE = "\u001b[";

    @Test
    void keepsLinesAsTheyAreWithoutColours() {
        assertThat(Picture.of("one\r\n" + ESCAPE + "1mtwo" + ESCAPE + "0m  \r\n\r\n"))
                .isEqualTo("one\ntwo");
    }

    @Test
    void showsWhatWasDrawnLast() {
        assertThat(Picture.of("1 of 2\r\nbusy\r" + ESCAPE + "A2" + ESCAPE + "B\r" + ESCAPE + "Kdone"))
                .isEqualTo("2 of 2\ndone");
    }

    @Test
    void leavesOutWhatWasWipedAway() {
        assertThat(Picture.of("kept\r\nfirst\r\nsecond\r" + ESCAPE + "A" + ESCAPE + "Jlast"))
                .isEqualTo("kept\nlast");
    }

    @Test
    void movesWithinALine() {
        assertThat(Picture.of("abc" + ESCAPE + "2DX" + ESCAPE + "CY\b\bZ" + ESCAPE + "10GT"))
                .isEqualTo("aXZY     T");
    }

    @Test
    void insertsAndDeletes() {
        assertThat(Picture.of("abcd\r" + ESCAPE + "2P")).isEqualTo("cd");
        assertThat(Picture.of("cd\r" + ESCAPE + "2@ab")).isEqualTo("abcd");
        assertThat(Picture.of("one\r\nthree\r" + ESCAPE + "Ltwo")).isEqualTo("one\ntwo\nthree");
        assertThat(Picture.of("one\r\ntwo\r" + ESCAPE + "A" + ESCAPE + "M")).isEqualTo("two");
    }
}
