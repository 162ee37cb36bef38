package dev.seedgate.admission.agent.seats;

import dev.seedgate.admission.config.EnforcementSettings;
import dev.seedgate.protocol.Enforcement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * How a cluster's new tokens are enforced, for as long as the agent's connection lasts.
 *
 * @param why for a person
 * @param wanting whether more was asked for than the agent's rights allow
 */
public record EnforcementChoice(Enforcement enforcement, String why, boolean wanting) {
    /**
     * Chooses by what is configured and what the agent's role may do.
     *
     * @throws SeatsRefusedException when tokens must be login roles and cannot be
     */
    public static EnforcementChoice of(EnforcementSettings settings, Connection connection)
            throws SQLException, SeatsRefusedException {
        return switch (settings.mode()) {
            case TAG -> tag(settings.property() + " says so");
            case ROLE -> required(settings, SeatRights.missing(connection, settings));
            case AUTO ->
                settings.owners().isEmpty()
                        ? tag("none of its databases has an owner configured")
                        : best(SeatRights.missing(connection, settings));
        };
    }

    private static EnforcementChoice required(EnforcementSettings settings, List<String> missing)
            throws SeatsRefusedException {
        if (!missing.isEmpty()) {
            throw new SeatsRefusedException(settings.property() + " is role, but " + String.join("; and ", missing));
        }
        return role(settings.property() + " says so");
    }

    private static EnforcementChoice best(List<String> missing) {
        return missing.isEmpty()
                ? role("the agent may make them, and every database has an owner")
                : new EnforcementChoice(Enforcement.TAG, String.join("; and ", missing), true);
    }

    private static EnforcementChoice role(String why) {
        return new EnforcementChoice(Enforcement.ROLE, why, false);
    }

    private static EnforcementChoice tag(String why) {
        return new EnforcementChoice(Enforcement.TAG, why, false);
    }

    /** For the log. */
    @Override
    public String toString() {
        return switch (enforcement) {
            case ROLE -> "tokens are login roles: " + why;
            case TAG -> "tokens are told by their sessions' application_name: " + why;
        };
    }
}
