package dev.seedgate.admission.api;

import dev.seedgate.admission.api.problem.ProblemException;
import dev.seedgate.admission.api.problem.ProblemKind;
import dev.seedgate.protocol.AdmissionCommand;
import dev.seedgate.protocol.Checks;
import dev.seedgate.protocol.InvalidMessageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What operators post. */
final class PostedAct {
    private static final int MAX_NAME = 64;

    private PostedAct() {}

    /** To stop the granting. */
    @Schema(
            name = "PostedHold",
            title = "Stops the granting",
            requiredProperties = {"by"},
            examples = """
                    {"by": "ada@desk", "reason": "migration at noon"}""")
    record Hold(
            @Schema(
                    description =
                            "Who asks; the journal has it as it is given, and behind it the name of the API key or token, where there is one",
                    maxLength = AdmissionCommand.MAX_BY,
                    examples = "ada@desk")
            @Nullable String by,

            @Schema(maxLength = AdmissionCommand.MAX_REASON, examples = "migration at noon") @Nullable String reason) {}

    /** To let it go on. */
    @Schema(
            name = "PostedResume",
            title = "Lets the granting go on",
            requiredProperties = {"by"},
            examples = """
                    {"by": "ada@desk"}""")
    record Resume(
            @Schema(
                    description =
                            "Who asks; the journal has it as it is given, and behind it the name of the API key or token, where there is one",
                    maxLength = AdmissionCommand.MAX_BY,
                    examples = "ada@desk")
            @Nullable String by) {}

    /** To end sessions of tokens. */
    @Schema(
            name = "PostedKill",
            title = "Takes tokens back and ends their sessions at once",
            requiredProperties = {"by"},
            examples = """
                    {"tokens": ["main-17"], "by": "ada@desk", "reason": "the API is kept out"}""")
    record Kill(
            @Schema(description = "Which; all that are charged when it is left out", examples = "[\"main-17\"]")
            @Nullable List<@Nullable String> tokens,

            @Schema(description = "To stop granting as well", defaultValue = "false") @Nullable Boolean hold,

            @Schema(description = "To do nothing and say what would be done", defaultValue = "false") @Nullable Boolean dryRun,

            @Schema(
                    description =
                            "Who asks; the journal has it as it is given, and behind it the name of the API key or token, where there is one",
                    maxLength = AdmissionCommand.MAX_BY,
                    examples = "ada@desk")
            @Nullable String by,

            @Schema(maxLength = AdmissionCommand.MAX_REASON, examples = "the API is kept out") @Nullable String reason) {
        /** An empty list is a script whose variable is empty, and not one that wants to kill everything. */
        List<String> checkedTokens() {
            if (tokens == null) {
                return List.of();
            }
            if (tokens.isEmpty()) {
                throw invalid("tokens", "tokens is empty; leave it out to mean all tokens");
            }
            List<String> checked = new ArrayList<>();
            for (int index = 0; index < tokens.size(); index++) {
                String field = "tokens[" + index + "]";
                String token = tokens.get(index);
                checked.add(checked(() -> Checks.text(field, token, MAX_NAME)));
            }
            return checked;
        }
    }

    /**
     * Who asks, as it is written down: as he calls himself, and behind it the name that his API key or token has.
     *
     * @param shown the name of the key or token; empty where nobody need show one
     */
    static String by(@Nullable String by, Optional<String> shown) {
        String called = checked(() -> Checks.text("by", by, AdmissionCommand.MAX_BY));
        return shown.map(name -> signed(called, name)).orElse(called);
    }

    private static String signed(String called, String name) {
        String signature = name.equals(called) ? "" : " (" + name + ")";
        int room = Math.max(0, AdmissionCommand.MAX_BY - signature.length());
        String cut = called.length() <= room ? called : called.substring(0, room);
        String all = cut + signature;
        return all.substring(0, Math.min(all.length(), AdmissionCommand.MAX_BY)).strip();
    }

    static String reason(@Nullable String reason) {
        if (reason == null) {
            return "";
        }
        if (reason.length() > AdmissionCommand.MAX_REASON) {
            throw invalid(
                    "reason",
                    "reason must be at most " + AdmissionCommand.MAX_REASON + " characters long, got: "
                            + reason.length());
        }
        return reason;
    }

    private static <T> T checked(Supplier<T> check) {
        try {
            return check.get();
        } catch (InvalidMessageException e) {
            throw invalid(e.field(), String.valueOf(e.getMessage()));
        }
    }

    private static ProblemException invalid(String field, String detail) {
        return new ProblemException(ProblemKind.INVALID_FIELD, field, detail);
    }
}
