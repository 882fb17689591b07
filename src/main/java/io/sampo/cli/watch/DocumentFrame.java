package io.sampo.cli.watch;

import com.fasterxml.jackson.databind.JsonNode;
import io.sampo.cli.view.Mark;
import io.sampo.cli.view.Summary;
import io.sampo.cli.view.Wording;
import io.sampo.model.RunResult;
import io.sampo.model.TaskStatus;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** One picture of a run's document: a line for the run, and one for each task if there is room. */
final class DocumentFrame {

  /** What deserves the room when there is not enough. */
  private static final List<TaskStatus> FIRST =
      List.of(TaskStatus.RUNNING, TaskStatus.BACKING_OFF, TaskStatus.FAILED, TaskStatus.TIMEDOUT);

  private final JsonNode run;
  private final long nowMillis;
  private final int columns;
  private final List<JsonNode> tasks = new ArrayList<>();
  private final Map<TaskStatus, Integer> counts = new EnumMap<>(TaskStatus.class);

  private DocumentFrame(JsonNode run, long nowMillis, int columns) {
    this.run = run;
    this.nowMillis = nowMillis;
    this.columns = columns;
    for (var task : run.path("tasks")) {
      tasks.add(task);
      counts.merge(status(task), 1, Integer::sum);
    }
  }

  /**
   * The lines of the picture, coloured, each at most {@code columns} wide.
   *
   * @param rowsMax lines for tasks; with more tasks they are folded into counts
   */
  static List<String> lines(JsonNode run, long nowMillis, int columns, int rowsMax) {
    var frame = new DocumentFrame(run, nowMillis, columns);
    var lines = new ArrayList<String>();
    lines.add(frame.head());
    var shown = frame.tasks;
    if (shown.size() > rowsMax) {
      lines.add(frame.folded());
      shown = frame.important(rowsMax - 1);
    }
    var width = shown.stream().mapToInt(task -> key(task).length()).max().orElse(0);
    shown.forEach(task -> lines.add(frame.line(task, width)));
    return lines;
  }

  private String head() {
    var result = run.path("result");
    var name = run.path("job_name").asText("");
    var standing =
        result.isTextual()
            ? Mark.of(RunResult.valueOf(result.asText())).symbol() + " " + result.asText()
            : run.path("state").asText();
    var done =
        counts.entrySet().stream()
            .filter(count -> count.getKey().isFinal())
            .mapToInt(Map.Entry::getValue)
            .sum();
    var line =
        "run %s  %s%s  %s  %d of %d done"
            .formatted(
                run.path("run_id").asText(),
                name.isEmpty() ? "" : Wording.clean(name) + "  ",
                standing,
                Summary.duration(run, nowMillis),
                done,
                tasks.size());
    return Wording.cut(line, columns);
  }

  private String folded() {
    var words = new ArrayList<String>();
    counts.forEach((status, count) ->
        words.add("%s %d %s".formatted(Mark.of(status).symbol(), count, status)));
    return Wording.cut(String.join("  ", words), columns);
  }

  private List<JsonNode> important(int most) {
    return FIRST.stream()
        .flatMap(status -> tasks.stream().filter(task -> status(task) == status))
        .limit(Math.max(0, most))
        .toList();
  }

  private String line(JsonNode task, int width) {
    var mark = Mark.of(status(task));
    var attempts = task.path("attempts");
    var last = attempts.path(attempts.size() - 1);
    var more = Summary.duration(last, nowMillis);
    if (attempts.size() > 1) {
      more += "  attempt " + attempts.size();
    }
    if (last.path("end_time").isNull()) {
      more += "  on " + Wording.clean(last.path("node").asText());
    }
    var text =
        "%s %s  %-15s %s"
            .formatted(mark.symbol(), Wording.pad(key(task), width), status(task), more);
    return mark.coloured(Wording.cut(text.stripTrailing(), columns));
  }

  private static TaskStatus status(JsonNode task) {
    return TaskStatus.valueOf(task.path("state").asText());
  }

  private static String key(JsonNode task) {
    return Wording.clean(task.path("task_key").asText());
  }
}
