package dev.seedgate.exec.gate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a client relies on to be in its session and PostgreSQL cannot be asked for: by what it said so far. In doubt it relies on
 * something, and its session stays.
 */
final class ClientMemory {
    /** Longer ones are not looked through. */
    private static final int LONGEST_STATEMENT = 1 << 20;

    private final AtomicBoolean lastNumbers;
    private boolean unaskable;
    /** In the request that is being said: the statement without a name was prepared, and then also run. */
    private boolean parsed;

    private boolean bound;
    /** The statement without a name was prepared, to be run by a later request. */
    private boolean prepared;

    /** @param lastNumbers set once any client of the gate asks for a number that its session took from a sequence */
    ClientMemory(AtomicBoolean lastNumbers) {
        this.lastNumbers = lastNumbers;
    }

    /** Whether nothing is known of which PostgreSQL could not be asked. */
    boolean isEmpty() {
        return !unaskable && !prepared && !lastNumbers.get();
    }

    /** How many bytes of a message {@link #hear} is to be given; 0 where any number will do. */
    int wants(char type) {
        return !unaskable && (type == Message.QUERY || type == Message.PARSE) ? LONGEST_STATEMENT : 0;
    }

    /**
     * Takes in one message.
     *
     * @param start its payload, or the beginning of that
     */
    void hear(char type, byte[] start) {
        try {
            hear(type, ByteBuffer.wrap(start));
        } catch (IOException e) {
            unaskable = true; // not all of it is there
        }
    }

    private void hear(char type, ByteBuffer content) throws IOException {
        switch (type) {
            case Message.QUERY -> {
                forgetUnnamed();
                examine(content);
            }
            case Message.PARSE -> {
                parsed |= Message.text(content).isEmpty();
                examine(content);
            }
            case Message.BIND -> {
                Message.text(content); // the portal
                if (Message.text(content).isEmpty()) {
                    unaskable |= !parsed; // it runs again what it prepared before
                    bound = true;
                }
            }
            case Message.SYNC -> {
                prepared = parsed ? !bound : prepared;
                parsed = false;
                bound = false;
            }
            case Message.FUNCTION_CALL -> unaskable = true;
            default -> {
                // leaves nothing, or something that can be asked for
            }
        }
    }

    private void forgetUnnamed() {
        parsed = false;
        bound = false;
        prepared = false;
    }

    private void examine(ByteBuffer content) {
        if (unaskable) {
            return;
        }
        if (content.limit() >= LONGEST_STATEMENT) {
            unaskable = true;
            return;
        }
        // one letter a byte: what is looked for is the same in every encoding that a client can have
        String statement = StandardCharsets.ISO_8859_1.decode(content).toString();
        unaskable = StatementWords.mayLeaveUnaskable(statement);
        if (StatementWords.asksForLastNumber(statement)) {
            lastNumbers.set(true);
        }
    }
}
