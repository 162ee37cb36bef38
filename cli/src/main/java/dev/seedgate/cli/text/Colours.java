package dev.seedgate.cli.text;

import java.util.Map;

/** Colours for a terminal that has them, and nothing elsewhere. Never the only way in which something is said. */
public final class Colours {
    /** For what is written to a file, a pipe or a terminal without colours. */
    public static final Colours NONE = new Colours(false);

    private final boolean on;

    private Colours(boolean on) {
        this.on = on;
    }

    /** Those of a terminal, unless {@code NO_COLOR} (no-color.org) or {@code TERM=dumb} is in the environment. */
    public static Colours ofTerminal(Map<String, String> environment) {
        return new Colours(
                environment.getOrDefault("NO_COLOR", "").isEmpty() && !"dumb".equals(environment.get("TERM")));
    }

    /** What goes well, or is over and went well. */
    public String good(String text) {
        return coloured("32", text);
    }

    /** What is under way. */
    public String busy(String text) {
        return coloured("36", text);
    }

    /** What somebody should keep an eye on. */
    public String warn(String text) {
        return coloured("33", text);
    }

    /** What went wrong. */
    public String bad(String text) {
        return coloured("31;1", text);
    }

    /** What is there for completeness. */
    public String faint(String text) {
        return coloured("2", text);
    }

    /** What stands above the rest. */
    public String strong(String text) {
        return coloured("1", text);
    }

    /** @param code of the Select Graphic Rendition sequence, ECMA-48 */
    private String coloured(String code, String text) {
        return on && !text.isBlank() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
