package io.sampo.execution.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.execution.AttemptFolder;
import io.sampo.model.Outcome;
import io.sampo.model.Work;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqlExecutorTest {

  @TempDir private Path folder;
  private AttemptFolder attempt;

  @BeforeEach
  void open() {
    attempt = new AttemptFolder(folder).parameter("least", "2");
  }

  @Test
  void the_result_of_the_last_query_is_in_the_log() throws Exception {
    var script =
        """
        create table t (id int, name text);
        insert into t values (1, 'one'), (2, 'two'), (3, null);
        select 'not the last';
        select * from t where id >= :least order by id desc;
        drop table t;
        """;

    assertThat(run(script, Map.of("least", "hidden by the job's")))
        .isEqualTo(Outcome.Succeeded.PLAIN);

    assertThat(attempt.log())
        .isEqualTo(
            """
            id | name
            ---+-----
            3  | NULL
            2  | two
            (2 rows)
            """);
  }

  @Test
  void a_long_result_is_counted_whole_and_shown_in_part() throws Exception {
    run("select range as n from range(1000000)", Map.of());

    assertThat(attempt.log().lines())
        .hasSize(103)
        .endsWith("99", "(1,000,000 rows, of which the first 100 are shown)");
  }

  @Test
  void a_parameter_is_a_value_and_never_code() throws Exception {
    run("select :text as text", Map.of("text", "'; drop table t; --"));

    assertThat(attempt.log().lines()).contains("'; drop table t; --");
  }

  @Test
  void a_failure_names_the_statement_and_what_the_database_says() throws Exception {
    assertThat(message(run("select 1;\nselect * from missing", Map.of())))
        .startsWith("statement 2 (line 2): ")
        .contains("Table with name missing does not exist");
  }

  @Test
  void an_unknown_marker_fails_before_anything_runs() throws Exception {
    var file = folder.resolve("made.parquet");

    var outcome = run("copy (select 1) to '%s'; select :x".formatted(file), Map.of("y", "1"));

    assertThat(message(outcome))
        .isEqualTo(
            "statement 2 (line 1): no parameter for the marker ':x' (expected: one of [least, y])");
    assertThat(file).doesNotExist();
  }

  @Test
  void a_file_is_read_as_it_was_pinned() throws Exception {
    var file = Files.writeString(folder.resolve("query.sql"), "select 42 as answer");
    attempt.file(file);

    assertThat(run(new Work.Sql(null, file.toString(), null, Map.of())))
        .isEqualTo(Outcome.Succeeded.PLAIN);

    assertThat(attempt.log()).contains("answer\n------\n42\n(1 row)\n");
  }

  @Test
  void a_database_that_is_named_is_used() throws Exception {
    var url = "jdbc:duckdb:" + folder.resolve("kept.db");

    run(new Work.Sql("create table t as select 7 as n", null, url, Map.of()));
    run(new Work.Sql("select n from t", null, url, Map.of()));

    assertThat(attempt.log()).contains("n\n-\n7\n(1 row)\n");
  }

  @Test
  void an_unknown_database_names_its_url() throws Exception {
    assertThat(message(run(new Work.Sql("select 1", null, "jdbc:nothing:x", Map.of()))))
        .startsWith("jdbc_url: 'jdbc:nothing:x': ");
  }

  @Test
  void a_stop_cancels_the_statement() throws Exception {
    var endless = "select sum(a.range * b.range) from range(10000000) a, range(10000000) b";
    var outcome = new CompletableFuture<Outcome>();
    var work = new Work.Sql(endless, null, null, Map.of());
    var running =
        new SqlExecutor(attempt.source()).launch(attempt.spec(work), work, outcome::complete);

    running.stop(0);

    assertThat(AttemptFolder.await(outcome)).isEqualTo(new Outcome.Canceled());
  }

  private Outcome run(String statement, Map<String, String> parameters) throws Exception {
    return run(new Work.Sql(statement, null, null, parameters));
  }

  private Outcome run(Work.Sql work) throws Exception {
    return AttemptFolder.outcome(
        end -> new SqlExecutor(attempt.source()).launch(attempt.spec(work), work, end));
  }

  private static @Nullable String message(Outcome outcome) {
    return outcome instanceof Outcome.Failed failed ? failed.message() : null;
  }
}
