package dev.seedgate.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinesTest {
    private record Element(int place, int size) {}

    private final Lines<Integer, Element> lines = new Lines<>(Element::size, Comparator.comparingInt(Element::place));
    private final Element firstOfTwo = new Element(1, 2);
    private final Element onlyOfFive = new Element(2, 5);
    private final Element onlyOfOne = new Element(3, 1);
    private final Element secondOfTwo = new Element(4, 2);

    @BeforeEach
    void fill() {
        lines.add(secondOfTwo);
        lines.add(onlyOfOne);
        lines.add(onlyOfFive);
        lines.add(firstOfTwo);
    }

    @Test
    void findsTheFirstThatIsNotTooLarge() {
        assertThat(lines.walk().first(size -> size <= 5)).contains(firstOfTwo);
        assertThat(lines.walk().first(size -> size <= 1)).contains(onlyOfOne);
        assertThat(lines.walk().first(size -> size <= 0)).isEmpty();
    }

    @Test
    void findsTheFirstThatIsNotTooSmall() {
        assertThat(lines.walk().first(size -> size >= 1)).contains(firstOfTwo);
        assertThat(lines.walk().first(size -> size >= 3)).contains(onlyOfFive);
        assertThat(lines.walk().first(size -> size >= 6)).isEmpty();
    }

    @Test
    void takesInThoughtOnly() {
        Lines<Integer, Element>.Walk walk = lines.walk();
        walk.take(firstOfTwo);
        assertThat(walk.first(size -> size <= 2)).contains(onlyOfOne);
        walk.take(onlyOfOne);
        assertThat(walk.first(size -> size <= 2)).contains(secondOfTwo);
        walk.take(onlyOfFive);
        assertThat(walk.first(size -> true)).contains(secondOfTwo);
        walk.take(secondOfTwo);
        assertThat(walk.first(size -> true)).isEmpty();

        assertThat(lines.walk().first(size -> size <= 5)).contains(firstOfTwo);
    }

    @Test
    void forgetsWhatIsRemoved() {
        lines.remove(firstOfTwo);
        assertThat(lines.walk().first(size -> size <= 5)).contains(onlyOfFive);
        lines.remove(onlyOfFive);
        assertThat(lines.walk().first(size -> true)).contains(onlyOfOne);
    }
}
