package io.sampo.cli.view;

import io.sampo.model.TaskStatus;
import io.sampo.projection.RunDocument;
import io.sampo.projection.RunHistory;
import io.sampo.run.RunEvent;
import io.sampo.run.RunEvent.AttemptsEnded.Ended;
import io.sampo.run.RunEvent.AttemptsEnded.Next;
import io.sampo.run.RunEvent.TasksConcluded.Concluded;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What happened in a run, in lines for people. */
final class Changes {

  /** Tasks that came to rest together are named as long as they are no more than that. */
  private static final int NAMED_MAX = 20;

  private final RunHistory history;
  private final Failing failing;

  /** Lines about {@code history}, the run that lies in {@code folder}. */
  Changes(RunHistory history, Path folder) {
    this.history = history;
    failing = new Failing(history, folder);
  }

  /** Lines about what {@code event}, the last one of the history, is about. */
  List<String> lines(RunEvent event) {
    return switch (event) {
      case RunEvent.RunSubmitted _,
          RunEvent.AttemptsStarted _,
          RunEvent.TasksReleased _,
          RunEvent.RunEnded _ ->
          List.of();
      case RunEvent.TakenOver(_, _, var node) -> List.of("taken over by " + node);
      case RunEvent.AttemptsBegan(_, var began) ->
          began.stream()
              .filter(one -> !LoopNews.isQuiet(history, one.task()))
              .map(one -> state(one.task(), running(one.task(), one.attempt())))
              .toList();
      case RunEvent.AssignmentsReturned(_, var returned) ->
          returned.stream()
              .filter(one -> !LoopNews.isQuiet(history, one.task()))
              .map(one -> state(one.task(), "given back: " + Wording.clean(one.reason())))
              .toList();
      case RunEvent.AttemptsEnded(_, var ended) -> ended(ended, true);
      case RunEvent.TasksResolved(_, var status, var tasks) -> resolved(status, tasks);
      case RunEvent.TasksConcluded(_, var concluded) -> concluded(concluded, true);
      case RunEvent.LoopStarted started -> List.of(state(started.task(), inputs(started)));
      case RunEvent.ChildStarted(_, var task, _, var child, _, _) ->
          LoopNews.isQuiet(history, task) ? List.of() : List.of(state(task, "run " + child));
      case RunEvent.ChildEnded ended -> child(ended, true);
      case RunEvent.StopRequested(_, var reason, var by) ->
          List.of("stopping: %s by %s".formatted(reason, Wording.clean(by)));
      case RunEvent.TasksStopping(_, var tasks, var reason, var by) ->
          List.of("stopping %s: %s by %s".formatted(names(tasks), reason, Wording.clean(by)));
      case RunEvent.TaskMarked marked -> List.of(marked(marked));
      case RunEvent.RunRepaired(_, _, _, var by) -> List.of("repaired by " + Wording.clean(by));
      case RunEvent.TasksReset(_, var tasks) -> List.of("again: " + names(tasks));
      case RunEvent.DurationExceeded warning -> List.of(warning(warning));
      case RunEvent.OfCluster said -> cluster(said);
    };
  }

  /** What is said at once of {@code event} also beside a live view: what went wrong, and why. */
  List<String> lasting(RunEvent event) {
    return switch (event) {
      case RunEvent.AttemptsEnded(_, var ended) -> ended(ended, false);
      case RunEvent.TasksConcluded(_, var concluded) -> concluded(concluded, false);
      case RunEvent.ChildEnded ended -> child(ended, false);
      case RunEvent.TaskMarked _,
          RunEvent.RunRepaired _,
          RunEvent.DurationExceeded _,
          RunEvent.ClusterTroubled _ ->
          lines(event);
      case RunEvent.OfCluster _ -> List.of();
      case RunEvent.RunSubmitted _,
          RunEvent.TakenOver _,
          RunEvent.AttemptsStarted _,
          RunEvent.AttemptsBegan _,
          RunEvent.AssignmentsReturned _,
          RunEvent.TasksResolved _,
          RunEvent.TasksReleased _,
          RunEvent.LoopStarted _,
          RunEvent.ChildStarted _,
          RunEvent.StopRequested _,
          RunEvent.TasksStopping _,
          RunEvent.TasksReset _,
          RunEvent.RunEnded _ ->
          List.of();
    };
  }

  private String marked(RunEvent.TaskMarked marked) {
    var why = marked.why().isEmpty() ? "" : ": " + marked.why();
    return state(marked.task(), Wording.clean("marked by " + marked.by() + why));
  }

  private List<String> cluster(RunEvent.OfCluster event) {
    var key = history.plan().clusters().key(event.cluster());
    return switch (event) {
      case RunEvent.ClusterRequested(_, _, _, var name, var nodes) ->
          List.of("job cluster %s: asked for %s, %s".formatted(key, nodes(nodes), name));
      case RunEvent.ClusterResized(_, _, _, var nodes) ->
          List.of("job cluster %s: %s from here on".formatted(key, nodes(nodes)));
      case RunEvent.NodesArrived(_, _, _, var nodes) ->
          List.of("job cluster %s: %s came".formatted(key, nodes(nodes.size())));
      case RunEvent.ClusterTroubled(_, _, _, var reason) when reason.isEmpty() -> List.of();
      case RunEvent.ClusterTroubled(_, _, _, var reason) ->
          List.of("warning: job cluster %s: %s".formatted(key, Wording.clean(reason)));
      case RunEvent.ClusterReleased _ -> List.of("job cluster %s: released".formatted(key));
      case RunEvent.ClusterRemoved _ -> List.of();
    };
  }

  private static String nodes(int count) {
    return count == 1 ? "1 node" : count + " nodes";
  }

  private String warning(RunEvent.DurationExceeded warning) {
    var task = warning.task();
    return "warning: %s takes longer than %s"
        .formatted(
            task == RunEvent.DurationExceeded.WHOLE_RUN ? "the run" : history.name(task),
            Wording.duration(warning.limitMillis()));
  }

  private List<String> ended(List<Ended> ended, boolean whole) {
    var loops = new LoopNews(history, ended.stream().map(Ended::task).toList());
    var lines = new ArrayList<String>();
    for (var one : ended) {
      if (loops.tells(one.task())) {
        lines.addAll(failing.lines(one));
      }
      if (whole && !LoopNews.isQuiet(history, one.task())) {
        lines.addAll(next(one));
      }
    }
    if (whole) {
      lines.addAll(loops.lines());
    }
    return lines;
  }

  private List<String> next(Ended one) {
    var status = history.status(one.task());
    return switch (one.next()) {
      case Next.Retry(var waitMillis) -> {
        var wait = waitMillis == 0 ? "at once" : "in " + Wording.duration(waitMillis);
        var what = Wording.attempt(history, one.task(), one.attempt() + 1) + " " + wait;
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

  private List<String> concluded(List<Concluded> concluded, boolean whole) {
    var loops = new LoopNews(history, concluded.stream().map(Concluded::task).toList());
    var told =
        concluded.stream()
            .filter(one -> whole || one.status().isFailure())
            .filter(one -> loops.tells(one.task()))
            .toList();
    var lines = new ArrayList<String>();
    if (told.size() > NAMED_MAX) {
      lines.add("%d tasks concluded".formatted(told.size()));
    } else {
      told.forEach(one -> lines.add(state(one.task(), Wording.clean(one.message()))));
    }
    if (whole) {
      lines.addAll(loops.lines());
    }
    return lines;
  }

  private List<String> child(RunEvent.ChildEnded ended, boolean whole) {
    var loops = new LoopNews(history, List.of(ended.task()));
    var lines = new ArrayList<String>();
    var isNews = whole || history.status(ended.task()) != TaskStatus.SUCCESS;
    if (isNews && loops.tells(ended.task())) {
      lines.add(state(ended.task(), Wording.clean(ended.message())));
    }
    if (whole) {
      lines.addAll(loops.lines());
    }
    return lines;
  }

  private static String inputs(RunEvent.LoopStarted started) {
    var count = "%,d iterations".formatted(started.count());
    return started.again() ? "again those of %s that did not succeed".formatted(count) : count;
  }

  private String names(List<Integer> tasks) {
    return tasks.size() > NAMED_MAX
        ? "%d tasks".formatted(tasks.size())
        : tasks.stream().map(history::name).collect(Collectors.joining(", "));
  }

  private String state(int task, String more) {
    var status = history.status(task);
    var line =
        "%s %s  %s"
            .formatted(Mark.of(status).symbol(), history.name(task), RunDocument.stateName(status));
    return more.isEmpty() ? line : line + "  " + more;
  }

  private String running(int task, int attempt) {
    return attempt == 0 ? "" : Wording.attempt(history, task, attempt);
  }
}
