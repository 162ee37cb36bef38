package dev.seedgate.exec.gate;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What the server says to a simple query or statement of the gate's own.
 *
 * @param failed whether it says that it could not do it
 * @param rows of all results, as texts of one letter a byte; null is read as an empty text
 * @param besides messages that are not about the query, for the client
 */
record Answer(boolean failed, List<List<String>> rows, List<Message> besides) {
    private static final char ROW_DESCRIPTION = 'T';
    private static final char DATA_ROW = 'D';
    private static final char COMMAND_COMPLETE = 'C';

    /** Reads it up to and with "ready". */
    static Answer read(DataInputStream in) throws IOException {
        var rows = new ArrayList<List<String>>();
        var besides = new ArrayList<Message>();
        boolean failed = false;
        while (true) {
            Message message = Message.read(in);
            switch (message.type()) {
                case Message.READY -> {
                    return new Answer(failed, rows, besides);
                }
                case DATA_ROW -> rows.add(row(message.content()));
                case Message.ERROR -> failed = true;
                case ROW_DESCRIPTION, COMMAND_COMPLETE -> {
                    // nothing that is not known
                }
                case Message.PARAMETER_STATUS -> {
                    if (!message.isStatusOf("application_name")) {
                        besides.add(message);
                    }
                }
                default -> besides.add(message);
            }
        }
    }

    private static List<String> row(ByteBuffer content) {
        int columns = content.getShort();
        var row = new ArrayList<String>(columns);
        for (int column = 0; column < columns; column++) {
            byte[] value = new byte[Math.max(0, content.getInt())];
            content.get(value);
            row.add(new String(value, StandardCharsets.ISO_8859_1));
        }
        return row;
    }
}
