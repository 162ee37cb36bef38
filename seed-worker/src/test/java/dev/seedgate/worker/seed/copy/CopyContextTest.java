package dev.seedgate.worker.seed.copy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CopyContextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY seedgate_stage, line 7, column price: \"12,50\"",
                "COPY seedgate_stage, line 7, column price: \"line 8, column name: 9\"",
                "COPY seedgate_stage, Zeile 7, Spalte price: »12,50«",
                "COPY seedgate_stage, ligne 7, colonne price : « 12,50 »"
            })
    void readsRecordAndColumnInAnyLanguage(String where) {
        assertThat(CopyContext.parse("seedgate_stage", where)).contains(new CopyContext(7, "price"));
    }

    @Test
    void aRowMayBeAtFaultAsAWhole() {
        assertThat(CopyContext.parse("seedgate_stage", "COPY seedgate_stage, line 7: \"a\tb\""))
                .contains(new CopyContext(7, null));
    }

    @Test
    void anotherContextIsNone() {
        assertThat(CopyContext.parse("seedgate_stage", "PL/pgSQL function f() line 3 at RAISE"))
                .isEmpty();
        assertThat(CopyContext.parse("seedgate_stage", null)).isEmpty();
    }
}
