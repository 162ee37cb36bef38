package dev.seedgate.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicNamesTest {
    @ParameterizedTest
    @EnumSource
    void findTheTopicBehindAName(Topic topic) {
        TopicNames names = new TopicNames("staging.");

        assertThat(names.of(topic)).isEqualTo("staging." + topic.baseName());
        assertThat(names.topic(names.of(topic))).isEqualTo(topic);
    }

    @Test
    void listTheTopicsOfARole() {
        assertThat(new TopicNames("").of(Topic.Role.INPUT))
                .containsExactly(
                        "seed.requests",
                        "token.requests",
                        "token.heartbeats",
                        "token.releases",
                        "admission.commands",
                        "cluster.observations");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.", "a-", "Team_1.staging-"})
    void takeAPrefixThatEndsInADotOrADash(String prefix) {
        assertThat(new TopicNames(prefix).of(Topic.TOKEN_GRANTS)).isEqualTo(prefix + "token.grants");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", ".", "-", "a b.", "ä.", "a/", " "})
    void refuseAnyOtherPrefix(String prefix) {
        assertThatThrownBy(() -> new TopicNames(prefix))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("seedgate.topic-prefix must be empty, or ")
                .hasMessageEndingWith("got: '" + prefix + "'");
    }

    @Test
    void fitIntoKafkasLimitWithTheLongestPrefix() {
        TopicNames names = new TopicNames("p".repeat(99) + ".");

        for (Topic topic : Topic.values()) {
            assertThat(names.of(topic)).hasSizeLessThanOrEqualTo(249).matches("[a-zA-Z0-9._-]+");
        }
    }

    @Test
    void knowNoTopicOfAnotherInstallation() {
        assertThatThrownBy(() -> new TopicNames("a.").topic("b.token.grants"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no topic of this installation is called 'b.token.grants'");
    }
}
