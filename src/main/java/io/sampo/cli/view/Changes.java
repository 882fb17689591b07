package io.sampo.cli.view;

import io.sampo.model.Outcome;
import io.sampo.model.TaskStatus;
import io.sampo.projection.Attempt;
import io.sampo.projection.AttemptState;
import io.sampo.projection.RunDocument;
import io.sampo.projection.RunHistory;
import io.sampo.run.RunEvent;
import io.sampo.run.RunEvent.AttemptsEnded.Ended;
import io.sampo.run.RunEvent.AttemptsEnded.Next;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What happened in a run, in lines for people. */
final class Changes {

  /** Tasks that came to rest together are named as long as they are no more than that. */
  private static final int NAMED_MAX = 20;

  /** Lines of a failure's message that are shown; the log has all of it. */
  private static final int MESSAGE_LINES_MAX = 20;

  private final RunHistory history;
  private final Path folder;

  /** Lines about {@code history}, the run that lies in {@code folder}. */
  Changes(RunHistory history, Path folder) {
    this.history = history;
    this.folder = folder;
  }

  /** One line for each task that {@code event}, the last one of the history, is about. */
  List<String> lines(RunEvent event) {
    var lines = new ArrayList<String>();
    switch (event) {
      case RunEvent.RunSubmitted _, RunEvent.AttemptsStarted _ -> {}
      case RunEvent.TakenOver(_, _, var node) -> lines.add("taken over by " + node);
      case RunEvent.AttemptsBegan(_, var began) ->
          began.forEach(one -> lines.add(state(one.task(), running(one.task(), one.attempt()))));
      case RunEvent.AssignmentsReturned(_, var returned) ->
          returned.forEach(
              one -> lines.add(state(one.task(), "given back: " + Wording.clean(one.reason()))));
      case RunEvent.AttemptsEnded(_, var ended) ->
          ended.forEach(one -> {
            lines.addAll(failure(one));
            lines.addAll(next(one));
          });
      case RunEvent.TasksResolved(_, var status, var tasks) ->
          lines.addAll(resolved(status, tasks));
      case RunEvent.StopRequested(_, var reason, var by) ->
          lines.add("stopping: %s by %s".formatted(reason, Wording.clean(by)));
      case RunEvent.RunEnded _ -> {}
    }
    return lines;
  }

  /** What is said at once of the failed attempts in {@code event}, also beside a live view. */
  List<String> failures(RunEvent event) {
    return event instanceof RunEvent.AttemptsEnded(_, var ended)
        ? ended.stream().flatMap(one -> failure(one).stream()).toList()
        : List.of();
  }

  private List<String> failure(Ended one) {
    if (one.outcome() instanceof Outcome.Succeeded || one.outcome() instanceof Outcome.Canceled) {
      return List.of();
    }
    var key = history.task(one.task()).key().value();
    var attempt = attempt(one.task(), one.attempt());
    var exit = attempt.exitCode() == null ? "" : "exit " + attempt.exitCode();
    var message = attempt.message() == null ? "" : attempt.message();
    var words = new ArrayList<String>(List.of(key, attempt.state().name()));
    words.add(number(one.task(), one.attempt()));
    words.add(exit);
    message
        .lines()
        .limit(1)
        .map(Wording::clean)
        .filter(line -> !line.equals(exit))
        .forEach(words::add);
    words.removeIf(String::isEmpty);
    var lines = new ArrayList<String>(List.of(String.join("  ", words)));
    message
        .lines()
        .skip(1)
        .limit(MESSAGE_LINES_MAX)
        .forEach(line -> lines.add("  " + Wording.clean(line)));
    var log = RunDocument.log(folder, key, one.attempt());
    LogTail.of(log).forEach(line -> lines.add("  | " + line));
    lines.add("  log: " + log);
    return lines;
  }

  private List<String> next(Ended one) {
    var status = history.status(one.task());
    return switch (one.next()) {
      case Next.Retry(var waitMillis) -> {
        var wait = waitMillis == 0 ? "at once" : "in " + Wording.duration(waitMillis);
        var what = number(one.task(), one.attempt() + 1) + " " + wait;
        yield List.of(state(one.task(), what));
      }
      case Next.Rest _ when status == TaskStatus.FAILED || status == TaskStatus.TIMEDOUT ->
          List.of();
      case Next.Rest _ -> List.of(state(one.task(), Wording.duration(one.ranMillis())));
    };
  }

  private List<String> resolved(TaskStatus status, List<Integer> tasks) {
    return tasks.size() > NAMED_MAX
        ? List.of("%s %d tasks  %s".formatted(Mark.of(status).symbol(), tasks.size(), status))
        : tasks.stream().map(task -> state(task, "")).toList();
  }

  private String state(int task, String more) {
    var status = history.status(task);
    var line =
        "%s %s  %s"
            .formatted(
                Mark.of(status).symbol(), history.task(task).key(), RunDocument.stateName(status));
    return more.isEmpty() ? line : line + "  " + more;
  }

  private String running(int task, int attempt) {
    return attempt == 0 ? "" : number(task, attempt);
  }

  private String number(int task, int attempt) {
    return Wording.attempt(attempt, free(history, task, attempt), history.task(task).retry());
  }

  private Attempt attempt(int task, int number) {
    return history.attempts(task).stream()
        .filter(one -> one.attempt() == number)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("attempt " + number + " of task " + task));
  }

  /** Attempts that use up no retry: lost ones, and ones before {@code number} that were stopped. */
  static long free(RunHistory history, int task, int number) {
    return history.attempts(task).stream()
        .filter(one ->
            one.state() == AttemptState.LOST
                || (one.state() == AttemptState.CANCELED && one.attempt() < number))
        .count();
  }
}
