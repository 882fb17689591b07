package io.sampo.cli.view;

import io.sampo.model.TaskStatus;
import io.sampo.projection.Attempt;
import io.sampo.projection.RunDocument;
import io.sampo.projection.RunHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One picture of a run: a line for the run, and one for each task as long as there is room. */
final class Frame {

  /** What deserves the room when there is not enough: what happens, then what went wrong. */
  private static final List<TaskStatus> FIRST =
      List.of(TaskStatus.RUNNING, TaskStatus.BACKING_OFF, TaskStatus.FAILED, TaskStatus.TIMEDOUT);

  private final RunHistory history;
  private final String title;
  private final long nowMillis;
  private final int columns;

  private Frame(RunHistory history, String title, long nowMillis, int columns) {
    this.history = history;
    this.title = title;
    this.nowMillis = nowMillis;
    this.columns = columns;
  }

  /**
   * The lines of the picture, coloured, each at most {@code columns} wide.
   *
   * @param title what the first line begins with
   * @param rowsMax lines for tasks; with more tasks they are folded into counts
   */
  static List<String> lines(
      RunHistory history, String title, long nowMillis, int columns, int rowsMax) {
    var frame = new Frame(history, title, nowMillis, columns);
    var lines = new ArrayList<String>();
    lines.add(frame.head());
    if (history.size() <= rowsMax) {
      var width = frame.keyWidth(IntStream.range(0, history.size()).boxed().toList());
      IntStream.range(0, history.size()).forEach(task -> lines.add(frame.line(task, width)));
    } else {
      lines.addAll(frame.folded(rowsMax));
    }
    return lines;
  }

  private String head() {
    var start = history.startMillis();
    var end = history.endMillis();
    var elapsed = start == null ? 0 : (end == null ? nowMillis : end) - start;
    return Wording.cut(
        "%s  %s  %s  %d of %d done"
            .formatted(title, standing(), Wording.duration(elapsed), finalCount(), history.size()),
        columns);
  }

  private String standing() {
    var result = history.result();
    return result == null
        ? history.phase().name()
        : "%s %s".formatted(Mark.of(result).symbol(), result);
  }

  private int finalCount() {
    var count = 0;
    for (var status : TaskStatus.values()) {
      count += status.isFinal() ? history.count(status) : 0;
    }
    return count;
  }

  private List<String> folded(int rowsMax) {
    var counts = new ArrayList<String>();
    for (var status : TaskStatus.values()) {
      var count = history.count(status);
      if (count > 0) {
        counts.add("%s %d %s".formatted(Mark.of(status).symbol(), count, status));
      }
    }
    var lines = new ArrayList<String>();
    lines.add(Wording.cut(String.join("  ", counts), columns));
    var shown =
        FIRST.stream()
            .flatMap(status ->
                IntStream.range(0, history.size())
                    .filter(task -> history.status(task) == status)
                    .boxed())
            .limit(rowsMax - 1L)
            .toList();
    var width = keyWidth(shown);
    shown.forEach(task -> lines.add(line(task, width)));
    return lines;
  }

  private int keyWidth(List<Integer> tasks) {
    return tasks.stream().mapToInt(task -> history.name(task).length()).max().orElse(0);
  }

  private String line(int task, int keyWidth) {
    var mark = Mark.of(history.status(task));
    var text =
        "%s %s  %-15s %s"
            .formatted(
                mark.symbol(),
                Wording.pad(history.name(task), keyWidth),
                RunDocument.stateName(history.status(task)),
                more(task))
            .stripTrailing();
    return mark.coloured(Wording.cut(text, columns));
  }

  private String more(int task) {
    var attempts = history.attempts(task);
    var last = attempts.isEmpty() ? null : attempts.getLast();
    var next = last == null ? 0 : last.attempt() + 1;
    return switch (history.status(task)) {
      case BLOCKED, UPSTREAM_FAILED, UPSTREAM_CANCELED, EXCLUDED, DISABLED -> "";
      case READY, ASSIGNED -> number(task, next);
      case BACKING_OFF ->
          "in %s  %s"
              .formatted(
                  Wording.duration(history.retryAtMillis(task) - nowMillis), number(task, next));
      case RUNNING, SUCCESS, FAILED, TIMEDOUT, CANCELED -> worked(task, last);
    };
  }

  /** How long a task took, which attempt it was, and what else there is to say of its work. */
  private String worked(int task, @Nullable Attempt last) {
    var loop = history.loop(task);
    if (loop != null) {
      var progress = LoopNews.progress(history, loop);
      return history.status(task) == TaskStatus.RUNNING
          ? took(nowMillis - history.incidents().lastMillis(task)) + "  " + progress
          : progress;
    }
    var outcome = history.outcome(task);
    if (outcome != null) {
      return outcome.toString();
    }
    if (last == null) {
      return "";
    }
    var child = history.child(task);
    var words = new ArrayList<String>(List.of(elapsed(last)));
    words.add(child == null ? "" : "run " + child);
    words.add(number(task, last.attempt()));
    words.removeIf(String::isEmpty);
    return String.join("  ", words);
  }

  private String elapsed(Attempt attempt) {
    @Nullable Long start = attempt.startMillis();
    if (start == null) {
      return "";
    }
    var end = attempt.endMillis();
    return took((end == null ? nowMillis : end) - start);
  }

  private static String took(long millis) {
    return "%-9s".formatted(Wording.duration(millis));
  }

  private String number(int task, int attempt) {
    return attempt == 0 ? "" : Wording.attempt(history, task, attempt);
  }
}
