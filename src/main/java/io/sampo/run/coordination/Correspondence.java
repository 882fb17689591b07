package io.sampo.run.coordination;

import static io.sampo.message.RunReport.ROW_BYTES_MAX;

import io.sampo.message.Assignment;
import io.sampo.message.Assignment.Iteration;
import io.sampo.message.Portions;
import io.sampo.message.RunOrders;
import io.sampo.message.RunOrders.Settled;
import io.sampo.message.RunReport;
import io.sampo.message.RunReport.Stage;
import io.sampo.model.ContentHash;
import io.sampo.model.Now;
import io.sampo.model.RetryPolicy;
import io.sampo.model.Work;
import io.sampo.model.WorkerId;
import io.sampo.run.reference.TaskReferences;
import io.sampo.run.state.LiveRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a run's coordinator has told each worker, and what it has yet to tell. Soft: it says nothing
 * that does not follow from the state of the run and from what was heard, so a coordinator that
 * starts anew just asks.
 *
 * <p>Starts go out once, as a chain of fences, and again from the last fence that the worker has
 * confirmed when that confirmation is overdue. Stops and inquiries are repeated until they have
 * done their work. A report is answered, also when it comes again, once what it says is journaled.
 */
final class Correspondence {

  /** After what time without an answer things are said again. */
  static final long REPEAT_MILLIS = 300;

  /** What one worker was told and what it said. */
  private static final class Line {
    private long confirmed;
    private long sent;
    private long repeatMillis = Long.MIN_VALUE;
    private boolean inquiry;
    private long covered;
    private final Map<Long, Settled> settled = new TreeMap<>();

    Line(long epochFence) {
      confirmed = epochFence;
      sent = epochFence;
    }

    /** An inquiry is answered once its answers, which may come in parts, cover every fence. */
    void cover(RunReport report) {
      if (report.covers().above() <= covered) {
        covered = Math.max(covered, report.covers().upTo());
      }
      inquiry &= covered < report.lastFence();
    }
  }

  private final Map<WorkerId, Line> lines = new TreeMap<>();

  /** Asks every worker that holds anything what it has: the first act of a new epoch. */
  void inquire(LiveRun run) {
    lines.clear();
    for (var worker : run.holders()) {
      line(run, worker).inquiry = true;
    }
  }

  /**
   * Notes what a report confirms, and that its ends and refusals want an answer; not from here if
   * the worker has met a later epoch, by which this one has been replaced. Nor if it was given a
   * fence that is not known here: somebody else has repaired a run that was over.
   */
  void hear(LiveRun run, RunReport report, Map<Long, Long> retries) {
    if (report.epoch() > run.epoch()) {
      return;
    }
    var line = line(run, report.worker());
    if (report.epoch() == run.epoch()) {
      line.confirmed = Math.max(line.confirmed, report.lastFence());
      line.cover(report);
    }
    for (var entry : report.attempts()) {
      var wantsAnswer =
          entry.stage() instanceof Stage.Ended || entry.stage() instanceof Stage.Refused;
      if (wantsAnswer && entry.fence() <= run.lastFence()) {
        var retry = retries.getOrDefault(entry.fence(), Settled.NO_RETRY);
        line.settled.put(entry.fence(), new Settled(entry.fence(), retry));
      }
    }
  }

  void forget(WorkerId worker) {
    lines.remove(worker);
  }

  /** Everything there is to say now. What it returns counts as said. */
  List<RunOrders> due(LiveRun run, Now now) {
    run.holders().forEach(worker -> line(run, worker));
    var orders = new ArrayList<RunOrders>();
    lines.forEach((worker, line) -> orders.addAll(due(run, worker, line, now)));
    lines
        .entrySet()
        .removeIf(entry -> run.heldBy(entry.getKey()).isEmpty() && run.result() != null);
    return orders;
  }

  /** When {@link #due} has something to repeat; {@link Long#MAX_VALUE} if nothing is open. */
  long nextDueMillis(LiveRun run) {
    return lines.entrySet().stream()
        .filter(entry -> isOpen(run, entry.getKey(), entry.getValue()))
        .mapToLong(entry -> entry.getValue().repeatMillis)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  private Line line(LiveRun run, WorkerId worker) {
    return lines.computeIfAbsent(worker, _ -> new Line(run.epochFence()));
  }

  private static boolean isOpen(LiveRun run, WorkerId worker, Line line) {
    var held = run.heldBy(worker);
    return !held.isEmpty()
        && (line.inquiry || held.lastKey() > line.confirmed || isStoppingAny(run, held));
  }

  private static boolean isStoppingAny(LiveRun run, Map<Long, Integer> held) {
    return run.isStoppingAny()
        && held.values().stream().anyMatch(task -> run.stopping(task) != null);
  }

  /** Fences of attempts among {@code held} that are to end. */
  private static List<Long> stops(LiveRun run, Map<Long, Integer> held) {
    return run.isStoppingAny()
        ? held.entrySet().stream()
            .filter(one -> run.stopping(one.getValue()) != null)
            .map(Map.Entry::getKey)
            .toList()
        : List.of();
  }

  private static List<RunOrders> due(LiveRun run, WorkerId worker, Line line, Now now) {
    var held = run.heldBy(worker);
    var repeat = isOpen(run, worker, line) && line.repeatMillis <= now.elapsedMillis();
    if (repeat) {
      line.sent = line.confirmed;
    }
    var unsent = held.tailMap(line.sent, false);
    var starts = unsent.values().stream().map(task -> assignment(run, task)).toList();
    var stops = repeat ? stops(run, held.headMap(line.sent, true)) : List.<Long>of();
    var inquiry = repeat && line.inquiry;
    if (starts.isEmpty() && stops.isEmpty() && !inquiry && line.settled.isEmpty()) {
      return List.of();
    }
    if (repeat) {
      line.repeatMillis = now.elapsedMillis() + REPEAT_MILLIS;
    }
    var settled = List.copyOf(line.settled.values());
    line.settled.clear();
    return new Letter(run, worker, line).parts(starts, settled, stops, inquiry);
  }

  private static Assignment assignment(LiveRun run, int task) {
    var definition = run.definition(task);
    var most = definition.retry().maxRetries();
    var left =
        most == RetryPolicy.FOREVER ? RetryPolicy.FOREVER : Math.max(0, most - run.failures(task));
    return new Assignment(
        task,
        run.attempt(task),
        run.fence(task),
        definition.timeoutMillis(),
        left,
        iteration(run, task),
        files(run, definition.work()),
        TaskReferences.of(run, task));
  }

  private static Map<String, ContentHash> files(LiveRun run, Work work) {
    var files = new HashMap<String, ContentHash>();
    for (var file : work.files()) {
      var content = run.submission().files().get(file);
      if (content != null) {
        files.put(file, content);
      }
    }
    return files;
  }

  private static @Nullable Iteration iteration(LiveRun run, int task) {
    if (task < run.plan().size()) {
      return null;
    }
    var loop = run.loopOf(task);
    return new Iteration(loop.task(), task - loop.first());
  }

  /** What is to be said at once, in messages of bounded size. */
  private record Letter(LiveRun run, WorkerId worker, Line line) {

    List<RunOrders> parts(
        List<Assignment> starts, List<Settled> settled, List<Long> stops, boolean inquiry) {
      var startParts = Portions.of(starts, Assignment::bytesMax);
      var settledParts = Portions.of(settled, _ -> ROW_BYTES_MAX);
      var stopParts = Portions.of(stops, _ -> ROW_BYTES_MAX);
      var size = Math.max(startParts.size(), Math.max(settledParts.size(), stopParts.size()));
      var orders = new ArrayList<RunOrders>();
      for (var part = 0; part == 0 || part < size; part++) {
        orders.add(
            part(
                part(startParts, part),
                part(settledParts, part),
                part(stopParts, part),
                inquiry && part == 0));
      }
      return orders;
    }

    private RunOrders part(
        List<Assignment> starts, List<Settled> settled, List<Long> stops, boolean inquiry) {
      var previous = previousFence(starts);
      if (!starts.isEmpty()) {
        line.sent = starts.getLast().fence();
      }
      return new RunOrders(
          run.run(),
          worker,
          run.epoch(),
          run.epochFence(),
          previous,
          starts,
          settled,
          with(stops, starts),
          inquiry);
    }

    /** What is started while it is being stopped is stopped by the same message. */
    private List<Long> with(List<Long> stops, List<Assignment> starts) {
      return run.isStoppingAny()
          ? Stream.concat(
                  stops.stream(),
                  starts.stream()
                      .filter(one -> run.stopping(one.task()) != null)
                      .map(Assignment::fence))
              .toList()
          : stops;
    }

    /**
     * Where the chain of {@code starts} hangs. What the worker was given before and holds no more
     * is left out of the chain: it may have forgotten that.
     */
    private long previousFence(List<Assignment> starts) {
      var before = starts.isEmpty() ? null : run.heldBy(worker).lowerKey(starts.getFirst().fence());
      return before == null ? run.epochFence() : Math.max(before, run.epochFence());
    }

    private static <T> List<T> part(List<List<T>> parts, int part) {
      return part < parts.size() ? parts.get(part) : List.of();
    }
  }
}
