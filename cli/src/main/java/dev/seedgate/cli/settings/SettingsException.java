package dev.seedgate.cli.settings;

/** A setting, or the file with the profiles, cannot be used; the message says where it stands and what to do. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SettingsException(String message) {
        super(message);
    }
}
