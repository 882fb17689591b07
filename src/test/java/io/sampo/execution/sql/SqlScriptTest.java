package io.sampo.execution.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SqlScriptTest {

  @Test
  void semicolons_divide_statements_and_lines_are_counted() {
    var statements = SqlScript.statements("select 1;\n\n-- two\nselect 2;\nselect 3");

    assertThat(statements)
        .containsExactly(
            new SqlStatement(1, 1, "select 1", List.of()),
            new SqlStatement(2, 3, "-- two\nselect 2", List.of()),
            new SqlStatement(3, 5, "select 3", List.of()));
  }

  @Test
  void markers_become_question_marks_in_their_order() {
    assertThat(SqlScript.statements("select :b, (:a), x>:b"))
        .containsExactly(new SqlStatement(1, 1, "select ?, (?), x>?", List.of("b", "a", "b")));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "select ':a;' || 'it''s :a'",
        "select \":a;\"",
        "select 1 -- :a;",
        "select /* :a; \n */ 1",
        "select $$ :a; $$, $t$ $$ :a; $t$",
        "select '1'::int, x::date, [1]::int[]",
        "select a[1:n], list[b:e], {'k':v}"
      })
  void quotes_comments_casts_and_slices_hold_no_markers_and_end_nothing(String text) {
    assertThat(SqlScript.statements(text)).containsExactly(new SqlStatement(1, 1, text, List.of()));
  }

  @ParameterizedTest(name = "<{0}>")
  @ValueSource(strings = {"", " ;\n; ", "-- nothing", "/* nothing */;"})
  void what_holds_no_statement_is_empty(String text) {
    assertThat(SqlScript.statements(text)).isEmpty();
  }
}
