package dev.seedgate.exec.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementWordsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "set app.person = 'ada'",
                "SET SESSION \"app\" . user TO ada",
                "begin; set/* whose */app.person = 'ada'; commit",
                "set -- a comment\n app.person = 'ada'",
                "do $$ begin set app.person = 'ada'; end $$",
                "select Set_Config('app.person', $1, false)",
                "select '--', set_config('app.person', 'ada', false)",
                "load 'auto_explain'",
                "select setseed(0.5)",
                "set session  authorization ada",
                "select pg_backend_pid()",
                "select dblink_connect_u('other', 'dbname=x')",
            })
    void whatCannotBeAskedForIsRecognised(String statement) {
        assertThat(StatementWords.mayLeaveUnaskable(statement)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update t set a = 1.5, b = o.b from o where o.a = t.a",
                "insert into t (a) values ($1) on conflict (a) do update set a = excluded.a",
                "set search_path = shop, public",
                "set local app.person = 'ada'",
                "select offset_config, reset, payload from t",
                "create temp table t (a int)", // can be asked for
                "select current_setting('app.person')",
                "copy t from stdin",
            })
    void whatCanBeAskedForOrLeavesNothingIsLeftAlone(String statement) {
        assertThat(StatementWords.mayLeaveUnaskable(statement)).isFalse();
        assertThat(StatementWords.asksForLastNumber(statement)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"select lastval()", "insert into b values (CURRVAL('a_id_seq'))"})
    void askingForTheLastNumberIsRecognised(String statement) {
        assertThat(StatementWords.asksForLastNumber(statement)).isTrue();
    }

    @Test
    void aLongStatementIsLookedThroughWithoutMuchAdo() {
        String gaps = " ".repeat(100_000) + "/* a comment */".repeat(200);

        assertThat(StatementWords.mayLeaveUnaskable("update t set" + gaps + "a = 1" + gaps))
                .isFalse();
        assertThat(StatementWords.mayLeaveUnaskable("set" + gaps + "app.person = 1"))
                .isTrue();
    }
}
