package io.sampo.cli.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.model.JobDefinition;
import io.sampo.model.Outcome;
import io.sampo.model.TaskStatus;
import io.sampo.projection.RunHistory;
import io.sampo.projection.Story;
import io.sampo.run.RunEvent.AttemptsEnded.Next;
import io.sampo.run.state.Plan;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FrameTest {

  private static final Path FOLDER = Path.of("/runs/1");
  private static final JobDefinition FIVE = Story.job("j", "fetch", "b", "c", "d fetch", "e d");

  private static Story five() {
    return Story.of(1, "j")
        .running(0, 0)
        .later(1_500)
        .succeeded(0, 0, 1_500, Map.of())
        .running(1, 0)
        .later(500)
        .failed(1, 0, "boom", new Next.Retry(9_000))
        .running(2, 0)
        .failed(2, 0, "boom", new Next.Retry(0))
        .running(2, 1)
        .later(1_000);
  }

  @Test
  void a_frame_has_a_line_for_each_task_with_symbol_word_time_and_attempt() {
    var history = five().history(FIVE);

    assertThat(plain(frame(history, 80, 40)))
        .containsExactly(
            "run 1  j  RUNNING  3.0 s  1 of 5 done",
            "✔ fetch  SUCCESS         1.5 s",
            "↻ b      BACKING_OFF     in 8.0 s  attempt 2 of 3",
            "▶ c      RUNNING         1.0 s      attempt 2 of 3",
            "○ d      READY",
            "· e      BLOCKED");
  }

  @Test
  void an_attempt_that_was_stopped_adds_to_the_whole_because_it_uses_up_no_retry() {
    var stopped =
        Story.of(1, "j")
            .running(0, 0)
            .later(500)
            .ended(0, 0, new Outcome.Canceled(), 500, new Next.Retry(0));

    assertThat(plain(frame(stopped.history(FIVE), 80, 40)).get(1))
        .isEqualTo("○ fetch  READY           attempt 2 of 4");
  }

  @Test
  void lines_are_cut_to_the_width_of_the_terminal() {
    assertThat(plain(frame(five().history(FIVE), 12, 40)))
        .allSatisfy(line -> assertThat(line.codePointCount(0, line.length())).isLessThan(13))
        .contains("✔ fetch  SU…");
  }

  @Test
  void more_tasks_than_rows_are_folded_into_counts_and_what_is_under_way() {
    assertThat(plain(frame(five().history(FIVE), 80, 3)))
        .containsExactly(
            "run 1  j  RUNNING  3.0 s  1 of 5 done",
            "· 1 BLOCKED  ○ 1 READY  ▶ 1 RUNNING  ↻ 1 BACKING_OFF  ✔ 1 SUCCESS",
            "▶ c  RUNNING         1.0 s      attempt 2 of 3",
            "↻ b  BACKING_OFF     in 8.0 s  attempt 2 of 3");
  }

  @Test
  void a_hundred_thousand_tasks_still_fit() {
    var tasks = IntStream.range(0, 100_000).mapToObj(i -> "t" + i).toArray(String[]::new);
    var story = Story.of(1, "j");
    IntStream.range(0, 500).forEach(task -> story.running(task, 0));

    assertThat(frame(story.history(Story.job("j", tasks)), 80, 40)).hasSize(41);
  }

  @Test
  void each_picture_is_drawn_over_the_one_before_and_failures_stay_above() {
    var out = new ByteArrayOutputStream();
    var job = Story.job("j", "a");
    var view = new LiveView(new PrintStream(out, true, UTF_8), FOLDER, "run 1  j", 80, 42);
    var events =
        Story.of(1, "j")
            .running(0, 0)
            .failed(0, 0, "boom", new Next.Rest(TaskStatus.FAILED))
            .events();
    var history = new RunHistory(Plan.of(job));
    for (var event : events) {
      history.accept(event);
      view.changed(event.event(), history);
      view.tick(history, Story.START);
    }

    assertThat(out.toString(UTF_8))
        .isEqualTo(
            """
            run 1  j  PENDING  0.0 s  0 of 1 done
            ^[39m○ a  READY^[39m
            ^2A^Ja  FAILED  attempt 1 of 3  exit 1  boom
              log: /runs/1/tasks/a/0/log
            run 1  j  RUNNING  0.0 s  1 of 1 done
            ^[31m✘ a  FAILED          0.0 s^[39m
            """
                .replace("^[", "\u001b[")
                .replace("^2A^J", "\u001b[2A\u001b[J"));
  }

  @Test
  void pictures_are_at_least_a_tenth_of_a_second_apart() {
    var out = new ByteArrayOutputStream();
    var view = new LiveView(new PrintStream(out, true, UTF_8), FOLDER, "run 1  j", 80, 42);
    var history = Story.of(1, "j").history(Story.job("j", "a"));
    view.tick(history, Story.START);
    var first = out.size();

    view.tick(history, Story.START + 99);
    var tooEarly = out.size();
    view.tick(history, Story.START + 100);

    assertThat(tooEarly).isEqualTo(first);
    assertThat(out.size()).isGreaterThan(first);
  }

  private static List<String> frame(RunHistory history, int columns, int rowsMax) {
    return Frame.lines(history, "run 1  j", Story.START + 3_000, columns, rowsMax);
  }

  private static List<String> plain(List<String> lines) {
    return lines.stream().map(line -> line.replaceAll("\u001b\\[\\d+m", "")).toList();
  }
}
