package dev.seedgate.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * An SQL expression of a definition, in which what stands in double quotes is a field of the feed's record. It is taken apart as far
 * as it takes to find these, and to be sure that it is one expression which cannot reach beyond its place; PostgreSQL judges the rest.
 */
public final class SqlExpression {
    private final String text;
    private final List<Piece> pieces;

    /** What a field is called, or SQL as it is written. */
    private record Piece(boolean field, String text) {}

    private SqlExpression(String text, List<Piece> pieces) {
        this.text = text;
        this.pieces = List.copyOf(pieces);
    }

    /**
     * Takes an expression apart.
     *
     * @throws IllegalArgumentException when it is none; the message goes on after the key
     */
    static SqlExpression parse(String text) {
        return new SqlExpression(text, new Lexer(text).pieces());
    }

    /** The names of the fields in it, each once, in their order. */
    public List<String> fields() {
        return pieces.stream().filter(Piece::field).map(Piece::text).distinct().toList();
    }

    /**
     * The expression with something else for each field.
     *
     * @param field from a field's name to what is to stand there
     */
    public String sql(UnaryOperator<String> field) {
        var sql = new StringBuilder();
        pieces.forEach(piece -> sql.append(piece.field() ? field.apply(piece.text()) : piece.text()));
        return sql.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SqlExpression expression && expression.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    /** Goes once through the text. */
    private static final class Lexer {
        private final String text;
        private final List<Piece> pieces = new ArrayList<>();
        private int copied;
        private int at;
        private int open;

        Lexer(String text) {
            this.text = text;
        }

        List<Piece> pieces() {
            while (at < text.length()) {
                switch (text.charAt(at)) {
                    case '"' -> field();
                    case '\'' -> string();
                    case '(', '[' -> open(1);
                    case ')', ']' -> open(-1);
                    default -> other();
                }
            }
            if (open > 0) {
                throw new IllegalArgumentException("has a parenthesis that is never closed");
            }
            copy();
            return pieces;
        }

        private void open(int more) {
            open += more;
            at++;
            if (open < 0) {
                throw new IllegalArgumentException("closes a parenthesis that it did not open");
            }
        }

        private void other() {
            Optional<String> forbidden = List.of(";", "--", "/*", "$").stream()
                    .filter(word -> text.startsWith(word, at))
                    .findFirst();
            if (forbidden.isPresent()) {
                throw new IllegalArgumentException("must be one SQL expression without comments and $, but has "
                        + forbidden.get() + "; text stands in single quotes");
            }
            at++;
        }

        /** Doubled quotes in a name are one. */
        private void field() {
            copy();
            int begin = at + 1;
            skipQuoted('"', false, "a field in double quotes");
            pieces.add(new Piece(true, text.substring(begin, at - 1).replace("\"\"", "\"")));
            copied = at;
        }

        private void string() {
            boolean escapes = at > 0
                    && (text.charAt(at - 1) == 'E' || text.charAt(at - 1) == 'e')
                    && (at == 1 || !Character.isJavaIdentifierPart(text.charAt(at - 2)));
            skipQuoted('\'', escapes, "text in single quotes");
        }

        private void skipQuoted(char quote, boolean escapes, String what) {
            at++;
            while (at < text.length()) {
                char c = text.charAt(at++);
                boolean doubled = c == quote && at < text.length() && text.charAt(at) == quote;
                if (doubled || (escapes && c == '\\')) {
                    at++;
                } else if (c == quote) {
                    return;
                }
            }
            throw new IllegalArgumentException("has " + what + " that never ends");
        }

        private void copy() {
            if (at > copied) {
                pieces.add(new Piece(false, text.substring(copied, at)));
                copied = at;
            }
        }
    }
}
