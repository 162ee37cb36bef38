package dev.seedgate.worker.seed.step;

import dev.seedgate.protocol.Reply.Grant;
import dev.seedgate.worker.connection.TokenConnections;
import dev.seedgate.worker.stop.StopSignal;
import java.sql.Connection;

/**
 * What a step works with.
 *
 * @param connection the one on which the seed's transaction is open
 * @param connections all of the token's; {@code connection} is one of them
 * @param step its number in the seed, from 1
 * @param isLastToShare whether no later step needs more than the one connection
 * @param stop asked between pieces of work
 * @param feeds takes note of what feeds hold
 * @param log is told what others have to say: notices, for one
 */
public record StepContext(
        Connection connection,
        TokenConnections connections,
        Grant grant,
        int step,
        boolean isLastToShare,
        StopSignal stop,
        StepProgress progress,
        FeedNotes feeds,
        RunLog log) {}
