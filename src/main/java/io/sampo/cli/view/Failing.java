package io.sampo.cli.view;

import io.sampo.model.Outcome;
import io.sampo.projection.Attempt;
import io.sampo.projection.RunDocument;
import io.sampo.projection.RunHistory;
import io.sampo.run.RunEvent.AttemptsEnded.Ended;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is said at once of an attempt that failed: how, its message, and the end of its log. */
final class Failing {

  /** Lines of a failure's message that are shown; the log has all of it. */
  private static final int MESSAGE_LINES_MAX = 20;

  private final RunHistory history;
  private final Path folder;

  Failing(RunHistory history, Path folder) {
    this.history = history;
    this.folder = folder;
  }

  List<String> lines(Ended one) {
    if (one.outcome() instanceof Outcome.Succeeded || one.outcome() instanceof Outcome.Canceled) {
      return List.of();
    }
    var attempt = attempt(one.task(), one.attempt());
    var message = attempt.message() == null ? "" : attempt.message();
    var lines = new ArrayList<>(List.of(head(one, attempt, message)));
    message
        .lines()
        .skip(1)
        .limit(MESSAGE_LINES_MAX)
        .forEach(line -> lines.add("  " + Wording.clean(line)));
    var log = RunDocument.log(folder, history, one.task(), one.attempt());
    LogTail.of(log).forEach(line -> lines.add("  | " + line));
    lines.add("  log: " + log);
    return lines;
  }

  private String head(Ended one, Attempt attempt, String message) {
    var exit = attempt.exitCode() == null ? "" : "exit " + attempt.exitCode();
    var words = new ArrayList<>(List.of(history.name(one.task()), attempt.state().name()));
    words.add(Wording.attempt(history, one.task(), one.attempt()));
    words.add(exit);
    message
        .lines()
        .limit(1)
        .map(Wording::clean)
        .filter(line -> !line.equals(exit))
        .forEach(words::add);
    words.removeIf(String::isEmpty);
    return String.join("  ", words);
  }

  private Attempt attempt(int task, int number) {
    return history.attempts(task).stream()
        .filter(one -> one.attempt() == number)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("attempt " + number + " of task " + task));
  }
}
