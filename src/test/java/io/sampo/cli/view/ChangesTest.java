package io.sampo.cli.view;

import static io.sampo.projection.Controls.begin;
import static io.sampo.projection.Controls.loop;
import static io.sampo.run.RunStory.FAILED;
import static io.sampo.run.RunStory.W1;
import static io.sampo.run.Tasks.retries;
import static io.sampo.run.Tasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.message.RunReport.Stage;
import io.sampo.model.Outcome;
import io.sampo.model.RunId;
import io.sampo.model.RunResult;
import io.sampo.model.TaskKey;
import io.sampo.run.RunCommand;
import io.sampo.run.RunCommand.Mark.How;
import io.sampo.run.RunStory;
import io.sampo.run.StopReason;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChangesTest {

  private static RunStory whole() {
    var story = Day.untilNoon();
    story.start(W1, 2);
    story.end(9, Outcome.Succeeded.PLAIN, 700);
    return story;
  }

  private static RunStory repaired() {
    var story = whole();
    story.tell(new RunCommand.Repair(5, null, List.of(), true, true, Map.of(), "eve"));
    story.start(W1, 2);
    story.end(8, Outcome.Succeeded.PLAIN, 300);
    story.tell(new RunCommand.BeginChild(4, new RunId(12)));
    return story;
  }

  private static RunStory marked() {
    var story = repaired();
    story.tell(new RunCommand.HearChild(4, new RunId(12), RunResult.FAILED, "no paper", 0));
    story.tell(new RunCommand.Mark(new TaskKey("report"), How.SUCCEEDED, "eve", "sent by hand"));
    return story;
  }

  /** A loop of so many iterations, of which each twentieth fails. */
  private static RunStory loopOf(int count) {
    var inputs = IntStream.range(0, count).boxed().toList().toString();
    var story = begin(loop("each", inputs, 100, task(retries(0), "one")));
    while (story.run().result() == null) {
      story.start(W1, 30);
      for (var task : List.copyOf(story.run().heldBy(W1).values())) {
        story.report(task, new Stage.Began(0));
        story.end(task, task % 20 == 0 ? FAILED : Outcome.Succeeded.PLAIN, 10);
      }
    }
    return story;
  }

  @Test
  void each_change_of_a_run_is_a_line_and_iterations_are_told_like_tasks() {
    assertThat(Day.plain(whole()))
        .containsExactly(
            "– old  DISABLED",
            "✔ check  SUCCESS  '7' GREATER_THAN '5' is true",
            "– skip  EXCLUDED",
            "▶ load  RUNNING",
            "▶ slow  RUNNING",
            "warning: slow takes longer than 2.0 s",
            "✔ load  SUCCESS  2.5 s",
            "▶ each  RUNNING  3 iterations",
            "✔ slow  SUCCESS  2.5 s",
            "▶ each[0]  RUNNING",
            "✔ each[0]  SUCCESS  0.7 s",
            "each[1]  FAILED  attempt 1 of 1  exit 1",
            "  log: /runs/7/tasks/each/iterations/1/0/log",
            "✔ each[2]  SUCCESS  0.7 s",
            "✘ each  FAILED  1 of 3 iterations failed",
            "⊘ report  UPSTREAM_FAILED");
  }

  @Test
  void repairs_runs_of_other_jobs_and_marks_are_told() {
    var before = Day.plain(whole()).size();

    assertThat(Day.plain(marked()).stream().skip(before))
        .containsExactly(
            "repaired by eve",
            "again: each, report",
            "▶ each  RUNNING  again those of 3 iterations that did not succeed",
            "✔ each[1]  SUCCESS  0.3 s",
            "✔ each  SUCCESS  3 iterations succeeded",
            "▶ report  RUNNING  run 12",
            "✘ report  FAILED  run 12: no paper",
            "✔ report  SUCCESS  marked by eve: sent by hand");
  }

  @Test
  void what_went_wrong_stays_above_a_live_view() {
    assertThat(Day.told(marked(), Changes::lasting))
        .containsExactly(
            "warning: slow takes longer than 2.0 s",
            "each[1]  FAILED  attempt 1 of 1  exit 1",
            "  log: /runs/7/tasks/each/iterations/1/0/log",
            "✘ each  FAILED  1 of 3 iterations failed",
            "repaired by eve",
            "✘ report  FAILED  run 12: no paper",
            "✔ report  SUCCESS  marked by eve: sent by hand");
  }

  @Test
  void of_a_long_loop_each_tenth_and_the_first_failures_are_told() {
    var lines = Day.plain(loopOf(1_000));

    assertThat(lines)
        .hasSize(1 + 9 + 2 * LoopNews.FAILURES_MAX + 1 + 1)
        .startsWith(
            "▶ each  RUNNING  1,000 iterations",
            "each[19]  FAILED  attempt 1 of 1  exit 1",
            "  log: /runs/7/tasks/each/iterations/19/0/log")
        .contains(
            "▶ each  RUNNING  500/1000 done, 25 failed, 10 running",
            "▶ each  RUNNING  more failures are not shown one by one")
        .endsWith("✘ each  FAILED  50 of 1,000 iterations failed");
  }

  @Test
  void a_loop_that_is_canceled_in_one_stroke_is_one_line() {
    var story =
        begin(loop("each", IntStream.range(0, 50).boxed().toList().toString(), 10, task("i")));
    story.tell(new RunCommand.Stop(StopReason.CANCELED, "bob"));

    assertThat(Day.plain(story))
        .containsExactly(
            "▶ each  RUNNING  50 iterations",
            "stopping: CANCELED by bob",
            "■ 50 tasks  CANCELED",
            "■ each  CANCELED  canceled");
  }

  @Test
  void a_picture_has_a_row_for_a_loop_and_says_what_other_tasks_came_to() {
    assertThat(Day.frame(Day.untilNoon()))
        .containsExactly(
            "run 7  sample  RUNNING  3.5 s  5 of 7 done",
            "✔ check   SUCCESS         true",
            "✔ load    SUCCESS         0.0 s",
            "– skip    EXCLUDED",
            "▶ each    RUNNING         1.0 s      2/3 done, 1 failed",
            "· report  BLOCKED",
            "– old     DISABLED",
            "✔ slow    SUCCESS         0.0 s");
    assertThat(Day.frame(repaired()))
        .contains(
            "✔ each    SUCCESS         3/3 done", "▶ report  RUNNING         0.0 s      run 12");
    assertThat(Day.frame(marked()).getFirst())
        .isEqualTo("run 7  sample  ✔ SUCCESS  3.5 s  7 of 7 done");
  }

  @Test
  void a_summary_says_how_far_loops_came_and_that_the_run_was_repaired() throws IOException {
    assertThat(Day.summary(marked()))
        .containsExactly(
            "run 7  sample  SUCCESS  3.5 s",
            "  repaired once, last by eve",
            "  warning: slow took longer than 2.0 s",
            "  ✔ check   SUCCESS                     true",
            "  ✔ load    SUCCESS          0.0 s",
            "  – skip    EXCLUDED",
            "  ✔ each    SUCCESS                     3/3 done",
            "  ✔ report  SUCCESS          0.0 s      run 12",
            "  – old     DISABLED",
            "  ✔ slow    SUCCESS          0.0 s",
            "  cluster default  1 node  3.5 node-seconds");
  }

  @Test
  void a_run_whose_failures_were_dealt_with_has_a_mark_of_its_own() {
    assertThat(Mark.of(RunResult.SUCCESS_WITH_FAILURES).coloured("x")).contains("[33m");
  }
}
