package dev.seedgate.verification.session;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands on a terminal after all that a program wrote to it: live displays move the cursor back and write over what they drew. Knows
 * the control sequences that such displays use (ECMA-48); lines are as long as they were written, for nothing is broken at the edge.
 */
final class Picture {
    private static final Pattern SEQUENCE = Pattern.compile("\u001b(?:\\[([?0-9;]*)([@A-Za-z])|[()][0-9A-Z]|[=>78])");

    private final List<StringBuilder> lines = new ArrayList<>();
    private int row;
    private int column;

    private Picture() {}

    /** The lines, without blanks and empty lines at their ends. */
    static String of(String written) {
        Picture picture = new Picture();
        picture.write(written);
        return String.join(
                        "\n",
                        picture.lines.stream()
                                .map(line -> line.toString().stripTrailing())
                                .toList())
                .stripTrailing();
    }

    private void write(String text) {
        Matcher sequence = SEQUENCE.matcher(text);
        for (int at = 0; at < text.length(); ) {
            if (sequence.region(at, text.length()).lookingAt()) {
                if (sequence.group(2) != null) {
                    control(sequence.group(2).charAt(0), sequence.group(1));
                }
                at = sequence.end();
            } else {
                character(text.charAt(at++));
            }
        }
    }

    private void character(char written) {
        switch (written) {
            case '\r' -> column = 0;
            case '\n' -> row++;
            case '\b' -> column = Math.max(0, column - 1);
            case '\u0007' -> {} // rings
            default -> {
                StringBuilder line = line();
                while (line.length() <= column) {
                    line.append(' ');
                }
                line.setCharAt(column++, written);
            }
        }
    }

    private void control(char function, String parameters) {
        int number = parameters.matches("[0-9]+") ? Integer.parseInt(parameters) : 0;
        int times = Math.max(1, number);
        switch (function) {
            case 'A' -> row = Math.max(0, row - times);
            case 'B' -> row += times;
            case 'C' -> column += times;
            case 'D' -> column = Math.max(0, column - times);
            case 'G' -> column = times - 1;
            case 'K' -> eraseInLine(number);
            case 'J' -> {
                eraseInLine(0);
                lines.subList(row + 1, lines.size()).clear();
            }
            case 'P' -> line().delete(Math.min(column, line().length()), Math.min(column + times, line().length()));
            case '@' -> line().insert(Math.min(column, line().length()), " ".repeat(times));
            case 'L' -> insertLines(times);
            case 'M' -> lines.subList(row, Math.min(row + times, lines.size())).clear();
            default -> {} // colours and modes
        }
    }

    private void eraseInLine(int what) {
        StringBuilder line = line();
        if (what == 0) {
            line.setLength(Math.min(line.length(), column));
        } else {
            line.setLength(0);
        }
    }

    private void insertLines(int count) {
        line();
        for (int i = 0; i < count; i++) {
            lines.add(row, new StringBuilder());
        }
    }

    private StringBuilder line() {
        while (lines.size() <= row) {
            lines.add(new StringBuilder());
        }
        return lines.get(row);
    }
}
