package dev.seedgate.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SizedQueueTest {
    private record Element(int place, int size) {}

    private final SizedQueue<Element> queue = new SizedQueue<>(Element::size, Comparator.comparingInt(Element::place));
    private final Element firstOfTwo = new Element(1, 2);
    private final Element onlyOfFive = new Element(2, 5);
    private final Element onlyOfOne = new Element(3, 1);
    private final Element secondOfTwo = new Element(4, 2);

    @BeforeEach
    void fill() {
        queue.add(secondOfTwo);
        queue.add(onlyOfOne);
        queue.add(onlyOfFive);
        queue.add(firstOfTwo);
    }

    @Test
    void findsTheFirstThatIsNotTooLarge() {
        assertThat(queue.walk().firstUpTo(5)).contains(firstOfTwo);
        assertThat(queue.walk().firstUpTo(1)).contains(onlyOfOne);
        assertThat(queue.walk().firstUpTo(0)).isEmpty();
    }

    @Test
    void findsTheFirstThatIsNotTooSmall() {
        assertThat(queue.walk().firstFrom(1)).contains(firstOfTwo);
        assertThat(queue.walk().firstFrom(3)).contains(onlyOfFive);
        assertThat(queue.walk().firstFrom(6)).isEmpty();
    }

    @Test
    void takesInThoughtOnly() {
        SizedQueue<Element>.Walk walk = queue.walk();
        walk.take(firstOfTwo);
        assertThat(walk.firstUpTo(2)).contains(onlyOfOne);
        walk.take(onlyOfOne);
        assertThat(walk.firstUpTo(2)).contains(secondOfTwo);
        walk.take(onlyOfFive);
        assertThat(walk.largest()).hasValue(2);
        walk.take(secondOfTwo);
        assertThat(walk.largest()).isEmpty();

        assertThat(queue.walk().firstUpTo(5)).contains(firstOfTwo);
    }

    @Test
    void forgetsWhatIsRemoved() {
        queue.remove(firstOfTwo);
        assertThat(queue.walk().firstUpTo(5)).contains(onlyOfFive);
        queue.remove(onlyOfFive);
        assertThat(queue.walk().largest()).hasValue(2);
    }
}
