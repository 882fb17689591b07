package io.sampo.projection.why;

import io.sampo.projection.Durations;
import io.sampo.projection.why.Reason.NoFreeSlot;
import io.sampo.run.StopReason;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is said of a task for each reason: words that follow its name. */
final class Phrases {

  /** Of a message that others wrote: its first line, and not all of a long one. */
  private static final int MESSAGE_CHARS_MAX = 300;

  private static final int NAMED_MAX = 3;

  private Phrases() {}

  static String of(Reason reason) {
    return switch (reason) {
      case Reason.Waiting waiting -> of(waiting);
      case Reason.UnderWay underWay -> of(underWay);
      case Reason.NotRun notRun -> of(notRun);
      case Reason.Ended ended -> of(ended);
    };
  }

  private static String of(Reason.Waiting reason) {
    return switch (reason) {
      case Reason.WaitsForDependency waits ->
          "waits for "
              + waits.dependency()
              + (waits.others() == 0 ? "" : " and %d more".formatted(waits.others()))
              + usual(waits.usualMillis(), " (usually %s)");
      case Reason.WaitsForTurn(var loop, var most, var running, var before) ->
          "waits for its turn: %d of at most %d iterations of %s are under way, %d come first"
              .formatted(running, most, loop, before);
      case Reason.BackingOff(var next, _, var left, var message) ->
          "waits %s for %s%s"
              .formatted(
                  left == 0 ? "no longer" : "another " + Durations.text(left),
                  words(next),
                  message == null ? "" : " after it failed: " + line(message));
      case NoFreeSlot(var holders, var others) -> "waits for a free slot" + held(holders, others);
      case Reason.WaitsForCluster waits ->
          "waits for job cluster %s: %d of %d %s there after %s%s"
              .formatted(
                  waits.cluster(),
                  waits.there(),
                  waits.nodes(),
                  waits.nodes() == 1 ? "node" : "nodes",
                  Durations.text(waits.waitedMillis()),
                  waits.trouble().isEmpty() ? "" : "; " + line(waits.trouble()));
      case Reason.NoWorker _ -> "waits for a worker: the pool has none";
      case Reason.Queue(var before) ->
          "waits in line: %,d ready %s before it"
              .formatted(before, before == 1 ? "task is" : "tasks are");
      case Reason.GivenBack(var why, _) -> "was given back by its worker: " + line(why);
      case Reason.AboutToBegin _ -> "is about to begin";
      case Reason.HandedOver(var worker, _) ->
          "was handed to %s, which has not said yet that it began".formatted(worker);
      case Reason.Paused _ -> "is not started: the node is stopping and starts nothing new";
      case Reason.RunQueued(var before) ->
          "waits for its run to begin: %,d %s of the job must end first"
              .formatted(before, before == 1 ? "run" : "runs");
      case Reason.JobPaused _ -> "is not started: its job is paused";
      case Reason.Interrupted(var run) ->
          "goes no further: no node carries out run %d (scripts/sampo resume %d)"
              .formatted(run, run);
    };
  }

  private static String held(List<NoFreeSlot.Holder> holders, int others) {
    if (holders.isEmpty()) {
      return ": other runs hold them all";
    }
    var named =
        new ArrayList<>(
            holders.stream()
                .limit(NAMED_MAX)
                .map(holder -> "%s on %s".formatted(holder.task(), holder.worker()))
                .toList());
    var more = holders.size() - named.size() + others;
    return ": held by "
        + String.join(", ", named)
        + (more == 0 ? "" : " and %,d more".formatted(more));
  }

  private static String of(Reason.UnderWay reason) {
    return switch (reason) {
      case Reason.Running(var attempt, var worker, _, var ran, var usual) ->
          "has been running for %s%s%s%s"
              .formatted(
                  Durations.text(ran),
                  worker == null ? "" : " on " + worker,
                  attempt.number() == 1 ? "" : ", " + words(attempt),
                  usual(usual, " (usually %s)"));
      case Reason.LoopRunning loop ->
          "is through %,d of %,d iterations, %,d failed, %,d running"
              .formatted(
                  loop.succeeded() + loop.failed() + loop.canceled(),
                  loop.total(),
                  loop.failed(),
                  loop.running());
      case Reason.ChildRun(var run, var state, var message) -> child(run, state, message);
      case Reason.Stopping(var stopped, var by, var wholeRun, _) ->
          "is being stopped" + stop(stopped, by, wholeRun);
      case Reason.LostWorker(var worker, var times, var again, var message) ->
          "%s since %s%s"
              .formatted(
                  again ? "is tried again" : "failed",
                  message == null ? "worker %s was lost".formatted(worker) : line(message),
                  times > 1 ? " (lost %d times)".formatted(times) : "");
    };
  }

  private static String child(long run, String state, @Nullable String message) {
    return switch (state) {
      case "RUNNING" -> "waits for run %d to end".formatted(run);
      case "SUCCESS" -> "succeeded with run %d".formatted(run);
      case "CANCELED" -> "was canceled as run %d was".formatted(run);
      default -> "failed as run %d did: %s".formatted(run, message == null ? state : line(message));
    };
  }

  private static String stop(StopReason reason, String by, boolean wholeRun) {
    return switch (reason) {
      case TIMED_OUT -> wholeRun ? " since the run timed out" : " since it took too long";
      case CANCELED ->
          (wholeRun ? " with the whole run" : "") + (by.isEmpty() ? "" : " by " + line(by));
    };
  }

  private static String of(Reason.NotRun reason) {
    return switch (reason) {
      case Reason.RunIfNotMet(var rule, var came, var others) ->
          "does not run since run_if %s is not met: %s%s"
              .formatted(
                  rule,
                  came.stream()
                      .map(one -> "%s is %s".formatted(one.task(), one.state()))
                      .collect(Collectors.joining(", ")),
                  others == 0 ? "" : " and %,d more".formatted(others));
      case Reason.Condition(var condition, var wanted, var outcome, _) ->
          "does not run since %s came to %s, not %s".formatted(condition, outcome, wanted);
      case Reason.UpstreamFailed(var root, _, _, _) -> "does not run since " + root;
      case Reason.UpstreamCanceled(var root, _) -> "does not run since " + root;
      case Reason.Disabled _ -> "is disabled";
      case Reason.Excluded(var dependencies) ->
          "does not run since nothing ran that it depends on: " + named(dependencies);
      case Reason.NotCalledFor(var only) ->
          "was not called for: the run is of %s only".formatted(named(only));
      case Reason.Cancelled(var stopped, var by, var wholeRun, _) ->
          (stopped == StopReason.TIMED_OUT ? "was stopped" : "was canceled")
              + stop(stopped, by, wholeRun);
    };
  }

  private static String named(List<String> names) {
    var first = String.join(", ", names.subList(0, Math.min(NAMED_MAX, names.size())));
    var more = names.size() - NAMED_MAX;
    return more > 0 ? "%s and %d more".formatted(first, more) : first;
  }

  private static String of(Reason.Ended reason) {
    return switch (reason) {
      case Reason.Succeeded(var attempt, _, var ran) ->
          "succeeded"
              + usual(ran, " after %s")
              + (attempt == null || attempt.number() == 1 ? "" : " (%s)".formatted(words(attempt)));
      case Reason.Decided(var outcome, var compared) ->
          compared == null ? "came to " + outcome : "found that " + line(compared);
      case Reason.Failed failed ->
          "failed: %s (%s)".formatted(line(failed.message()), words(failed.attempt()));
      case Reason.TimedOut(var limit, var attempt, _) ->
          "timed out after %s (%s)".formatted(Durations.text(limit), words(attempt));
      case Reason.IterationsFailed(var failed, _, var total, _) when failed > 0 ->
          "failed as %,d of %,d iterations did".formatted(failed, total);
      case Reason.IterationsFailed(_, var canceled, var total, _) ->
          "was canceled as %,d of %,d iterations were".formatted(canceled, total);
      case Reason.Unresolved(var message) -> "failed before it began: " + line(message);
      case Reason.MarkedByHand(var state, var by, var why, _) ->
          "was marked %s by %s%s".formatted(state, line(by), why.isEmpty() ? "" : ": " + line(why));
    };
  }

  private static String words(Reason.Try attempt) {
    return attempt.most() == null
        ? "attempt %d".formatted(attempt.number())
        : "attempt %d of %d".formatted(attempt.number(), attempt.most());
  }

  private static String usual(@Nullable Long millis, String words) {
    return millis == null ? "" : words.formatted(Durations.text(millis));
  }

  private static String line(String text) {
    var first = text.lines().findFirst().orElse("");
    return first.length() <= MESSAGE_CHARS_MAX
        ? first
        : first.substring(0, MESSAGE_CHARS_MAX - 1) + "…";
  }
}
