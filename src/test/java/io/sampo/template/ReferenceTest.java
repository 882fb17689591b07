package io.sampo.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sampo.model.TaskKey;
import io.sampo.template.Reference.Backfill;
import io.sampo.template.Reference.FirstRow;
import io.sampo.template.Reference.Input;
import io.sampo.template.Reference.InputField;
import io.sampo.template.Reference.Job;
import io.sampo.template.Reference.JobParameter;
import io.sampo.template.Reference.Output;
import io.sampo.template.Reference.RetryCount;
import io.sampo.template.Reference.Secret;
import io.sampo.template.Reference.StartTime;
import io.sampo.template.Reference.TableUpdate;
import io.sampo.template.Reference.Task;
import io.sampo.template.Reference.TaskValue;
import io.sampo.template.Reference.TriggerTime;
import io.sampo.template.Reference.Upstream;
import io.sampo.template.Reference.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReferenceTest {

  private static final TaskKey A = new TaskKey("a");

  /** All that the Jobs API documents, as it is written there. */
  static Stream<Arguments> written() {
    return Stream.of(times(), ofJob(), ofTasks(), others()).flatMap(List::stream);
  }

  private static List<Arguments> times() {
    var all = new ArrayList<Arguments>();
    for (var part : TimeArg.values()) {
      all.add(Arguments.of("job.start_time." + part.written(), new StartTime(part)));
      all.add(Arguments.of("job.trigger.time." + part.written(), new TriggerTime(part)));
      all.add(Arguments.of("backfill." + part.written(), new Backfill(part)));
    }
    return all;
  }

  private static List<Arguments> ofJob() {
    return List.of(
        Arguments.of("job.id", new Job(Job.Field.ID)),
        Arguments.of("job.name", new Job(Job.Field.NAME)),
        Arguments.of("job.run_id", new Job(Job.Field.RUN_ID)),
        Arguments.of("job.repair_count", new Job(Job.Field.REPAIR_COUNT)),
        Arguments.of("job.trigger.type", new Job(Job.Field.TRIGGER_TYPE)),
        Arguments.of("job.trigger.file_arrival.location", new Job(Job.Field.FILE_ARRIVAL_LOCATION)),
        Arguments.of("job.trigger.table_update.updated_tables", new Job(Job.Field.UPDATED_TABLES)),
        Arguments.of(
            "job.trigger.table_update.main.sales.orders.version",
            new TableUpdate(List.of("main", "sales", "orders"), TableUpdate.Field.VERSION)),
        Arguments.of(
            "job.trigger.table_update.orders.commit_timestamp",
            new TableUpdate(List.of("orders"), TableUpdate.Field.COMMIT_TIMESTAMP)),
        Arguments.of("job.parameters.env", new JobParameter("env")),
        Arguments.of("job.parameters.`param$@`", new JobParameter("param$@")));
  }

  private static List<Arguments> ofTasks() {
    return List.of(
        Arguments.of("task.name", new Task(Task.Field.NAME)),
        Arguments.of("task.run_id", new Task(Task.Field.RUN_ID)),
        Arguments.of("task.execution_count", new Task(Task.Field.EXECUTION_COUNT)),
        Arguments.of("task.notebook_path", new Task(Task.Field.NOTEBOOK_PATH)),
        Arguments.of("tasks.a.run_id", new Upstream(A, Upstream.Field.RUN_ID)),
        Arguments.of("tasks.a.result_state", new Upstream(A, Upstream.Field.RESULT_STATE)),
        Arguments.of("tasks.a.error_code", new Upstream(A, Upstream.Field.ERROR_CODE)),
        Arguments.of("tasks.a.execution_count", new Upstream(A, Upstream.Field.EXECUTION_COUNT)),
        Arguments.of("tasks.a.notebook_path", new Upstream(A, Upstream.Field.NOTEBOOK_PATH)),
        Arguments.of("tasks.a.values.rows", new TaskValue(A, "rows")),
        Arguments.of("tasks.a.output.rows", new Output(A, Output.Field.ROWS)),
        Arguments.of("tasks.a.output.alert_state", new Output(A, Output.Field.ALERT_STATE)),
        Arguments.of("tasks.a.output.first_row.total", new FirstRow(A, "total")),
        Arguments.of("task_retry_count", new RetryCount()));
  }

  private static List<Arguments> others() {
    return List.of(
        Arguments.of("workspace.id", new Workspace(Workspace.Field.ID)),
        Arguments.of("workspace.url", new Workspace(Workspace.Field.URL)),
        Arguments.of("input", new Input()),
        Arguments.of("input.city", new InputField(List.of("city"))),
        Arguments.of("input.city.name", new InputField(List.of("city", "name"))),
        Arguments.of("secrets/prod.eu/db@pass-1", new Secret("prod.eu", "db@pass-1")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("written")
  void a_reference_is_read_and_written_alike(String text, Reference reference) {
    assertThat(one("{{" + text + "}}")).isEqualTo(reference);
    assertThat(one("{{ \t" + text + "\n }}")).isEqualTo(reference);
    assertThat(reference.text()).isEqualTo(text);
  }

  /** Spellings that mean what another one means. */
  static Stream<Arguments> otherwiseWritten() {
    return Stream.of(
        Arguments.of("job_id", "job.id"),
        Arguments.of("run_id", "task.run_id"),
        Arguments.of("parent_run_id", "job.run_id"),
        Arguments.of("task_key", "task.name"),
        Arguments.of("start_date", "job.start_time.iso_date"),
        Arguments.of("start_time", "job.start_time.timestamp_ms"),
        Arguments.of("job.parameters.`env`", "job.parameters.env"),
        Arguments.of("job.parameters.a.b", "job.parameters.`a.b`"),
        Arguments.of("tasks.`my-task`.values.`a.b`", "tasks.my-task.values.`a.b`"),
        Arguments.of("tasks.my-task.`run_id`", "tasks.my-task.run_id"));
  }

  @ParameterizedTest(name = "{0} is {1}")
  @MethodSource("otherwiseWritten")
  void there_is_one_spelling_for_what_means_the_same(String text, String canonical) {
    assertThat(one("{{" + text + "}}").text()).isEqualTo(canonical);
  }

  @Test
  void names_between_backticks_may_hold_braces_dots_spaces_and_doubled_backticks() {
    assertThat(one("{{job.parameters.`a}} {{b. ``c`}}")).isEqualTo(new JobParameter("a}} {{b. `c"));
  }

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void any_name_survives_being_written_and_read(long seed) {
    var random = new Random(seed);
    var path = List.of(name(random), name(random));
    var all =
        List.of(
            new JobParameter(name(random)),
            new TaskValue(A, name(random)),
            new FirstRow(A, name(random)),
            new InputField(path),
            new TableUpdate(path, TableUpdate.Field.VERSION));

    for (var reference : all) {
      assertThat(one("{{" + reference.text() + "}}")).isEqualTo(reference);
    }
  }

  private static String name(Random random) {
    var name = new StringBuilder();
    do {
      name.append("ab_-.`{} $é\n".charAt(random.nextInt(12)));
    } while (random.nextInt(4) > 0);
    return name.toString();
  }

  @Test
  void a_name_that_no_braces_could_hold_is_refused() {
    assertThatThrownBy(() -> new Secret("a/b", "c")).hasMessageContaining("secret scope: a/b");
    assertThatThrownBy(() -> new JobParameter("")).hasMessageContaining("parameter:");
    assertThatThrownBy(() -> new InputField(List.of())).hasMessageContaining("[]");
  }

  private static Reference one(String text) {
    var template = Template.parse(text);
    assertThat(template.faults()).isEmpty();
    assertThat(template.references()).hasSize(1);
    return template.references().getFirst();
  }
}
