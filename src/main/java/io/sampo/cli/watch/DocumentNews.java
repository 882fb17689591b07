package io.sampo.cli.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.sampo.cli.server.LogPlaces;
import io.sampo.cli.view.LogTail;
import io.sampo.cli.view.Mark;
import io.sampo.cli.view.Summary;
import io.sampo.cli.view.Wording;
import io.sampo.model.TaskStatus;
import io.sampo.projection.AttemptState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happened in a run between two of its documents, in lines for people. */
final class DocumentNews {

  /** Tasks that came to stand in the same place are named as long as they are no more than that. */
  private static final int NAMED_MAX = 20;

  private static final int MESSAGE_LINES_MAX = 20;
  private static final Set<String> FAILURES =
      Set.of(AttemptState.FAILED.name(), AttemptState.TIMEDOUT.name(), AttemptState.LOST.name());

  private final LogPlaces logs;
  private final List<String> failures = new ArrayList<>();
  private final List<String> run = new ArrayList<>();
  private final Map<String, List<String>> states = new LinkedHashMap<>();

  private DocumentNews(LogPlaces logs) {
    this.logs = logs;
  }

  /**
   * The news.
   *
   * @param before null if nothing was known
   * @param logs where the ends of logs are found that are on this machine
   */
  static DocumentNews between(@Nullable JsonNode before, JsonNode after, LogPlaces logs) {
    var news = new DocumentNews(logs);
    var known = before == null ? MissingNode.getInstance() : before;
    news.compareRuns(known, after);
    var place = 0;
    for (var task : after.path("tasks")) {
      news.compare(known.path("tasks").path(place), task);
      place++;
    }
    return news;
  }

  /** All of it. */
  List<String> lines() {
    var lines = new ArrayList<>(run);
    lines.addAll(failures);
    states.forEach((state, told) -> {
      if (told.size() > NAMED_MAX) {
        var symbol = Mark.of(TaskStatus.valueOf(state)).symbol();
        lines.add("%s %d tasks  %s".formatted(symbol, told.size(), state));
      } else {
        lines.addAll(told);
      }
    });
    return lines;
  }

  /** What is said at once also beside a live view: what went wrong, and who took over. */
  List<String> lasting() {
    var lines = new ArrayList<>(run);
    lines.addAll(failures);
    return lines;
  }

  private void compareRuns(JsonNode before, JsonNode after) {
    var holder = before.path("coordinator").asText("");
    var now = after.path("coordinator").asText("");
    if (!holder.isEmpty() && !now.equals(holder)) {
      run.add("taken over by %s, from %s".formatted(Wording.clean(now), Wording.clean(holder)));
    }
    var state = after.path("state").asText();
    if (state.equals("TERMINATING") && !state.equals(before.path("state").asText())) {
      run.add("stopping");
    }
  }

  private void compare(JsonNode before, JsonNode after) {
    for (var attempt : after.path("attempts")) {
      var known = attempt(before, attempt.path("attempt").asInt());
      var state = attempt.path("state").asText();
      if (FAILURES.contains(state) && !state.equals(known.path("state").asText())) {
        failures.addAll(failure(after, attempt));
      }
    }
    var state = after.path("state").asText();
    var was = before.path("state").asText(TaskStatus.BLOCKED.name());
    if (!state.equals(was)) {
      states.computeIfAbsent(state, _ -> new ArrayList<>()).add(line(after, state));
    }
  }

  private static JsonNode attempt(JsonNode task, int number) {
    for (var attempt : task.path("attempts")) {
      if (attempt.path("attempt").asInt() == number) {
        return attempt;
      }
    }
    return MissingNode.getInstance();
  }

  private List<String> failure(JsonNode task, JsonNode attempt) {
    var exit = attempt.path("exit_code");
    var message = attempt.path("message").asText("");
    var words = new ArrayList<String>();
    words.add(key(task));
    words.add(attempt.path("state").asText());
    words.add("attempt " + (attempt.path("attempt").asInt() + 1));
    words.add(exit.isNumber() ? "exit " + exit.asInt() : "");
    words.add(message.lines().findFirst().map(Wording::clean).orElse(""));
    words.add("on " + Wording.clean(attempt.path("node").asText()));
    words.removeIf(String::isEmpty);
    var lines = new ArrayList<>(List.of(String.join("  ", words)));
    message
        .lines()
        .skip(1)
        .limit(MESSAGE_LINES_MAX)
        .forEach(line -> lines.add("  " + Wording.clean(line)));
    var log = logs.of(attempt);
    LogTail.of(log).forEach(line -> lines.add("  | " + line));
    lines.add("  log: " + log);
    return lines;
  }

  private static String line(JsonNode task, String state) {
    var attempts = task.path("attempts");
    var last = attempts.path(attempts.size() - 1);
    var more = "";
    if (state.equals(TaskStatus.RUNNING.name()) && attempts.size() > 1) {
      more = "attempt " + attempts.size();
    } else if (state.equals(TaskStatus.SUCCESS.name())) {
      more = Summary.duration(last, 0);
    }
    return "%s %s  %s  %s"
        .formatted(Mark.of(TaskStatus.valueOf(state)).symbol(), key(task), state, more)
        .stripTrailing();
  }

  private static String key(JsonNode task) {
    return Wording.clean(task.path("task_key").asText());
  }
}
