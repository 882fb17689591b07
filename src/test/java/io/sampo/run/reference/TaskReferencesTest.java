package io.sampo.run.reference;

import static io.sampo.run.RunStory.FAILED;
import static io.sampo.run.Tasks.retries;
import static io.sampo.run.Tasks.saying;
import static io.sampo.run.Tasks.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sampo.model.ContentHash;
import io.sampo.model.JobDefinition;
import io.sampo.model.JobDefinition.Parameter;
import io.sampo.model.Outcome;
import io.sampo.model.Submission;
import io.sampo.model.Submission.Cause;
import io.sampo.model.Submission.Cause.Trigger;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskDefinition.RunIf;
import io.sampo.model.TaskKey;
import io.sampo.model.Work;
import io.sampo.run.RunCommand;
import io.sampo.run.RunStory;
import io.sampo.run.state.Plan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskReferencesTest {

  private static final int A = 0;
  private static final int B = 2;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{{job.id}} | 0",
        "{{job.name}} | sample",
        "{{job.run_id}} | 7",
        "{{parent_run_id}} | 7",
        "{{job.repair_count}} | 0",
        "{{job.trigger.type}} | file_arrival",
        "{{job.trigger.file_arrival.location}} | /in/x.csv",
        "{{job.trigger.time.iso_date}} | 1970-01-01",
        "{{job.start_time.iso_datetime}} | 1970-01-01T00:16:40Z",
        "{{job.start_time.timestamp_ms}} | 1000000",
        "{{start_time}} | 1000000",
        "{{job.parameters.`odd name$`}} | 5 %",
        "{{task.name}} | b",
        "{{task_key}} | b",
        "{{task.run_id}} | 10",
        "{{task.execution_count}} | 2",
        "{{task_retry_count}} | 1",
        "{{tasks.a.run_id}} | 8",
        "{{tasks.a.result_state}} | failed",
        "{{tasks.a.error_code}} | RUN_EXECUTION_ERROR",
        "{{tasks.a.execution_count}} | 2",
        "{{tasks.values.values.rows}} | 12",
        "{{tasks.values.values.name}} | a \"b\"",
        "{{tasks.values.values.list}} | [1,{\"x\":null}]",
        "{{workspace.id}} | 0",
        "a {{job.run_id}}{{task.name}} b | a 7b b",
        "{{nothing.known}} and {{ | {{nothing.known}} and {{"
      })
  void a_reference_stands_for_what_is_recorded(String text, String meaning) throws Unresolved {
    assertThat(TaskReferences.fill(story().run(), B, text)).isEqualTo(meaning);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{{tasks.values.values.gone}} | never set that value (expected: [list, name, rows])",
        "{{tasks.a.values.rows}} | which is FAILED, never set that value (expected: none",
        "{{tasks.later.run_id}} | later is not upstream of this task",
        "{{job.parameters.x}} | no such parameter (expected: one of [odd name$])",
        "{{input}} | means something only in the task of a for_each_task",
        "{{tasks.a.output.alert_state}} | is not to be had here"
      })
  void what_stands_for_nothing_is_refused_with_what_there_is(String text, String words) {
    assertThatExceptionOfType(Unresolved.class)
        .isThrownBy(() -> TaskReferences.fill(story().run(), B, text))
        .withMessageContaining(words);
  }

  @Test
  void what_a_task_above_has_set_outlives_the_repair_that_runs_it_again() throws Unresolved {
    var story = story();
    story.tell(
        new RunCommand.Repair(
            90, null, List.of(new TaskKey("values")), false, false, Map.of(), "ann"));

    assertThat(TaskReferences.fill(story.run(), B, "{{tasks.values.values.rows}}")).isEqualTo("12");
    assertThat(TaskReferences.fill(story.run(), B, "{{job.repair_count}}")).isEqualTo("1");
  }

  @Test
  void references_of_a_task_end_at_64_kib() {
    var story =
        RunStory.of(
            Plan.of(
                job(
                    task("values"),
                    saying(
                        "b",
                        "{{tasks.values.values.big}}".repeat(2) + "{{tasks.values.values.too}}",
                        "values"))));
    var big = "\"" + "x".repeat(33 * 1024) + "\"";
    story.attempt(0, new Outcome.Succeeded(Map.of("big", big, "too", big)));

    assertThatExceptionOfType(Unresolved.class)
        .isThrownBy(() -> TaskReferences.check(story.run(), 1))
        .withMessageContaining("67,584 bytes (expected: at most 65,536;");
  }

  /** Task a has failed twice, task values has set some, and b is in its second attempt. */
  private static RunStory story() {
    var story =
        RunStory.of(
            Plan.of(
                job(
                    task(retries(1), "a"),
                    task("values"),
                    task(retries(1), "b", "a", "values").with(RunIf.ALL_DONE),
                    task("later", "b"))),
            new Submission(
                new ContentHash("a".repeat(64)),
                Map.of("odd name$", "5 %"),
                Map.of(),
                Map.of(),
                new Cause(
                    Trigger.FILE_ARRIVAL,
                    null,
                    Map.of("job.trigger.file_arrival.location", "/in/x.csv"))));
    story.attempt(A, FAILED);
    story.attempt(A, FAILED);
    story.end(
        1,
        new Outcome.Succeeded(
            Map.of("rows", "12", "name", "\"a \\\"b\\\"\"", "list", "[ 1, {\"x\": null} ]")));
    story.attempt(B, FAILED);
    return story;
  }

  private static JobDefinition job(TaskDefinition... tasks) {
    return new JobDefinition(
        "sample",
        List.of(new Parameter("odd name$", "", Parameter.Kind.TEXT)),
        List.of(tasks),
        0,
        0);
  }

  @Test
  void only_work_with_braces_in_it_is_looked_at() {
    var story = RunStory.of(Plan.of(job(task("a"), saying("b", "{{job.name}}", "a"))));

    assertThat(TaskReferences.of(story.run(), 0)).isEmpty();
    assertThat(TaskReferences.of(story.run(), 1)).isEqualTo(Map.of("job.name", "sample"));
    assertThat(story.run().definition(1).work()).isInstanceOf(Work.Shell.class);
  }
}
