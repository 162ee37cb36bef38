package dev.seedgate.worker.seed.step;

/**
 * A place in a text.
 *
 * @param line from 1
 * @param column in characters, from 1
 */
record TextPosition(int line, int column) {

    /**
     * Translates what PostgreSQL reports: characters (not bytes, not UTF-16 units) from the beginning of the text, from 1. A
     * position behind the end is the end.
     */
    static TextPosition of(String text, int position) {
        int line = 1;
        int column = 1;
        int at = 0;
        for (int passed = 1; passed < position && at < text.length(); passed++) {
            int character = text.codePointAt(at);
            at += Character.charCount(character);
            column++;
            if (character == '\n') {
                line++;
                column = 1;
            }
        }
        return new TextPosition(line, column);
    }

    @Override
    public String toString() {
        return "line " + line + ", column " + column;
    }
}
