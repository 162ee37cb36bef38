package dev.seedgate.cli.exec;

import dev.seedgate.cli.CommandFailedException;
import dev.seedgate.cli.ExitCode;
import dev.seedgate.cli.client.HeldToken;
import dev.seedgate.exec.door.DirectDoor;
import dev.seedgate.exec.door.Encryption;
import dev.seedgate.exec.gate.Gate;
import dev.seedgate.exec.gate.GateSettings;
import dev.seedgate.exec.gate.GateSettings.Account;
import dev.seedgate.exec.gate.GateSettings.Patience;
import dev.seedgate.exec.gate.Passwords;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.postgresql.util.HostSpec;

/** A command's way to its database: the gate, and the door behind it. */
record Way(Gate gate, DirectDoor door) {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    /**
     * Opens the gate; nobody is connected to the database yet.
     *
     * @param held whether the token is still ours
     * @throws CommandFailedException when it could not be opened
     */
    static Way open(HeldToken token, DatabaseLogin login, BooleanSupplier held) {
        try {
            var settings = new GateSettings(
                    token.connections(),
                    token.connection().applicationName(),
                    new Account(login.user(), login.password()),
                    login.database(),
                    Passwords.random(),
                    Patience.DEFAULT,
                    CLOSE_TIMEOUT,
                    held);
            var encryption = Encryption.of(login.ssl(), new HostSpec(login.host(), login.port()));
            var door = new DirectDoor(login.host(), login.port(), CONNECT_TIMEOUT, encryption);
            return new Way(Gate.open(settings, door), door);
        } catch (IOException | SQLException e) {
            throw new CommandFailedException(
                    ExitCode.FAILED, "No gate to " + login + " could be opened: " + e.getMessage());
        }
    }

    /** Whether the end of each socket proves so far that its session is gone: nothing stands between, and none was given up half open. */
    boolean provesEnds() {
        return gate.isDirect() && !door.hasLeftOpen();
    }

    /** Ends all sessions; true where that is proven. */
    boolean close() {
        return gate.close() && provesEnds();
    }
}
