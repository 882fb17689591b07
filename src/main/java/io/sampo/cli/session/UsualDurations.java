package io.sampo.cli.session;

import io.sampo.model.Limits;
import io.sampo.model.RunId;
import io.sampo.model.TaskKey;
import io.sampo.projection.Attempt;
import io.sampo.projection.AttemptState;
import io.sampo.projection.RunHistory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long tasks took in the other runs of their job, as far as the data folder remembers: the
 * median of the attempts that succeeded. The runs are read when the first task is asked for.
 */
public final class UsualDurations implements ToLongFunction<TaskKey> {

  private static final Logger LOG = LoggerFactory.getLogger(UsualDurations.class);

  /** The latest runs of the job that count. */
  private static final int RUNS_MAX = 20;

  /** Runs, of whatever job, that are looked at to find these. */
  private static final int LOOKED_AT_MAX = 60;

  private final StoredRuns runs;
  private final String jobName;
  private final RunId except;
  private @Nullable Map<TaskKey, List<Long>> millis;

  /**
   * Durations of the job of that name.
   *
   * @param except the run that is asked about
   */
  public UsualDurations(StoredRuns runs, String jobName, RunId except) {
    this.runs = runs;
    this.jobName = jobName;
    this.except = except;
  }

  /** The median of a task in milliseconds; 0 if none of its attempts is known. */
  @Override
  public long applyAsLong(TaskKey task) {
    var known = millis;
    if (known == null) {
      known = read();
      millis = known;
    }
    var sorted = known.getOrDefault(task, List.of()).stream().sorted().toList();
    if (sorted.isEmpty()) {
      return 0;
    }
    var low = sorted.get((sorted.size() - 1) / 2);
    return low + (sorted.get(sorted.size() / 2) - low) / 2;
  }

  private Map<TaskKey, List<Long>> read() {
    var found = new HashMap<TaskKey, List<Long>>();
    var count = 0;
    for (var root : latest()) {
      for (var archive : read(root)) {
        if (count < RUNS_MAX
            && archive.job().name().equals(jobName)
            && !archive.run().equals(except)) {
          count++;
          add(archive.history(), found);
        }
      }
    }
    return found;
  }

  private List<RunId> latest() {
    try {
      return runs.roots().reversed().stream().limit(LOOKED_AT_MAX).toList();
    } catch (IOException e) {
      LOG.info("no earlier runs: {}", e.toString());
      return List.of();
    }
  }

  /** A run that cannot be read is no reason not to tell of another. */
  private List<Nodes.Archive> read(RunId root) {
    try {
      return runs.nodes().read(runs.data().run(root));
    } catch (RuntimeException e) {
      LOG.info("run {} is left out: {}", root, e.toString());
      return List.of();
    }
  }

  private static void add(RunHistory history, Map<TaskKey, List<Long>> found) {
    for (var task = 0; task < history.size(); task++) {
      for (var attempt : history.attempts(task)) {
        var key = history.task(task).key();
        ran(attempt)
            .ifPresent(took -> found.computeIfAbsent(key, _ -> new ArrayList<>()).add(took));
      }
    }
  }

  /** Wall clocks may jump, so an attempt may seem to take less than nothing, or years. */
  private static Optional<Long> ran(Attempt attempt) {
    var start = attempt.startMillis();
    var end = attempt.endMillis();
    return attempt.state() != AttemptState.SUCCESS || start == null || end == null
        ? Optional.empty()
        : Optional.of(Math.clamp(end - start, 0, Limits.WAIT_MILLIS_MAX));
  }
}
