package dev.seedgate.admission.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class SubmissionTest {
    private static final Duration NONE = Duration.ZERO;

    private final Submission submission = new Submission(List.of());

    @Test
    void whatIsGivenUpInTimeIsNeverCommitted() {
        assertDoubt(false);

        assertThat(submission.isWaiting()).isFalse();
        assertThat(submission.beginCommit()).isFalse();
    }

    @Test
    void whatIsGivenUpDuringTheCommitIsInDoubt() {
        submission.beginCommit();

        assertDoubt(true);
    }

    @Test
    void aFailureBeforeTheCommitIsCertainAndOneDuringItIsNot() {
        Submission committing = new Submission(List.of());
        committing.beginCommit();

        submission.failed();
        committing.failed();

        assertDoubt(false);
        assertThatThrownBy(() -> committing.await(NONE))
                .asInstanceOf(InstanceOfAssertFactories.type(NotWrittenException.class))
                .returns(true, NotWrittenException::inDoubt);
    }

    @Test
    void aRetractedCommitCanBeTriedAgain() {
        submission.beginCommit();
        submission.retractCommit();

        assertThat(submission.isWaiting()).isTrue();
        assertThat(submission.beginCommit()).isTrue();
        submission.written();
        assertThatCode(() -> submission.await(NONE)).doesNotThrowAnyException();
    }

    private void assertDoubt(boolean inDoubt) {
        assertThatThrownBy(() -> submission.await(NONE))
                .asInstanceOf(InstanceOfAssertFactories.type(NotWrittenException.class))
                .returns(inDoubt, NotWrittenException::inDoubt);
    }
}
