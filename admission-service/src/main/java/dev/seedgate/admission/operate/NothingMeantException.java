package dev.seedgate.admission.operate;

import dev.seedgate.admission.operate.KillReport.Refusal;
import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** An order to kill names no token that is charged; nothing was done. */
public final class NothingMeantException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int MOST = 10;

    NothingMeantException(List<Refusal> refused) {
        super(refused.stream()
                        .limit(MOST)
                        .map(refusal -> refusal.name() + ": " + refusal.why())
                        .collect(Collectors.joining(". "))
                + (refused.size() > MOST ? ". And " + (refused.size() - MOST) + " more" : ""));
    }
}
