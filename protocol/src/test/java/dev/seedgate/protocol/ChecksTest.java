package dev.seedgate.protocol;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a message's fields may be, and that the error names the field, the value and the rule. */
class ChecksTest {
    private static final JsonMapper PLAIN = new JsonMapper();

    @ParameterizedTest(name = "{0}: {1} = {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    seed-request           | id             | ""          | id must not be blank
                    seed-request           | id             | "  "        | id must not be blank
                    seed-request           | cluster        | "Main"      | cluster must be lower-case letters, digits and single dashes, starting with a letter, got: 'Main'
                    seed-request           | cluster        | "a--b"      | cluster must be lower-case letters, digits and single dashes, starting with a letter, got: 'a--b'
                    seed-request           | cluster        | "abcdefghijklmnopqrstuvw" | cluster must be at most 22 characters long, got: 23
                    seed-request           | connections    | 0           | connections must be between 1 and 262143, got: 0
                    seed-request           | connections    | 262144      | connections must be between 1 and 262143, got: 262144
                    seed-request           | scheduling     | {"priority":1001,"tenant":"a","after":[],"preemptible":false} | scheduling.priority must be between 0 and 1000, got: 1001
                    seed-request           | scheduling     | {"priority":1,"tenant":" ","after":[],"preemptible":false} | scheduling.tenant must not be blank
                    seed-request           | scheduling     | {"priority":1,"tenant":"a","preemptible":false} | scheduling.after is missing
                    seed-request           | scheduling     | {"priority":1,"tenant":"a","after":["a"," "],"preemptible":false} | scheduling.after.[1] must not be blank
                    seed-request           | scheduling     | {"priority":1,"tenant":"a","after":[],"preemptible":false,"concurrencyKey":""} | scheduling.concurrencyKey must not be blank
                    seed-request           | maxAttempts    | 0           | maxAttempts must be between 1 and 100, got: 0
                    seed-request           | timeout        | "PT0S"      | timeout must be positive, got: PT0S
                    seed-request           | timeout        | "PT-1S"     | timeout must be positive, got: PT-1S
                    seed-request           | parameters     | {"a":null}  | parameters.a is missing
                    bid-acquire            | replyPartition | -1          | replyPartition must be between 0 and 2147483647, got: -1
                    bid-acquire            | worker         | {"name":" ","incarnation":"a"} | worker.name must not be blank
                    bid-acquire            | worker         | {"name":"a"} | worker.incarnation is missing
                    heartbeat-presence     | slots          | 10001       | slots must be between 0 and 10000, got: 10001
                    observation-seen       | unclassified   | -1          | unclassified must be between 0 and 2147483647, got: -1
                    observation-seen       | classes        | [null]      | classes.[0] is missing
                    observation-seen       | tokens         | [{"token":"main-1","pids":[]}] | tokens.pids.length must be between 1 and 2147483647, got: 0
                    observation-seen       | tokens         | [{"token":"main-1","pids":[null]}] | tokens.pids.[0] is missing
                    observation-seen       | gone           | [{"token":"main-1"}] | gone.effect is missing
                    observation-seen       | look           | {"agent":" ","number":1} | look.agent must not be blank
                    bid-acquire-login      | verifier       | "md5abc"    | verifier must be SCRAM-SHA-256$<iterations>:<salt>$<stored key>:<server key>, got something else
                    command-hold           | by             | " "         | by must not be blank
                    command-kill-seeds     | tokens         | [null]      | tokens.[0] is missing
                    reply-grant            | lease          | "PT0S"      | lease must be positive, got: PT0S
                    reply-grant            | attempt        | 0           | attempt must be between 1 and 2147483647, got: 0
                    token-event            | event          | ""          | event must not be blank
                    """)
    void nameTheFieldTheRuleAndTheValue(String sample, String field, String value, String message) {
        assertThatThrownBy(() -> readWith(sample, field, value))
                .isInstanceOf(InvalidMessageException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "main", "eu-1", "a1-b2-c3", "abcdefghijklmnopqrstuv"})
    void allowACluster(String name) {
        assertThatCode(() -> readWith("seed-request", "cluster", "\"" + name + "\""))
                .doesNotThrowAnyException();
    }

    private static Object readWith(String sample, String field, String value) throws IOException {
        Samples.Sample found = Samples.all()
                .filter(each -> each.name().equals(sample))
                .findFirst()
                .orElseThrow();
        ObjectNode json = (ObjectNode) PLAIN.readTree(Json.write(found.message()));
        json.set(field, PLAIN.readTree(value));
        return Json.read(PLAIN.writeValueAsBytes(json), found.type());
    }
}
