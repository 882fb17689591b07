package io.sampo.run.state;

import io.sampo.message.Site;
import io.sampo.model.RunId;
import io.sampo.model.RunResult;
import io.sampo.model.Submission;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskKey;
import io.sampo.model.TaskStatus;
import io.sampo.model.WorkerId;
import io.sampo.run.RunEvent;
import io.sampo.run.StopReason;
import io.sampo.run.fleet.Fleet;
import io.sampo.run.fleet.JobClusters;
import io.sampo.run.state.line.Line;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A run that exists. Only {@link #after} changes it, in place; everybody else only reads, and
 * nobody keeps a reference beyond the call it was passed to.
 *
 * <p>A task is named by its number. Those of the job come first, in the order of the definition;
 * the iterations of loops follow, in the order in which the loops were started.
 */
public final class LiveRun implements RunState {

  private final Fold fold;
  private final Board board;
  private final List<Site> sites;

  LiveRun(Fold fold) {
    this.fold = fold;
    board = fold.board;
    sites = fold.plan.sites().all().stream().map(spot -> spot.in(run())).toList();
  }

  @Override
  public LiveRun after(RunEvent event) {
    fold.accept(event);
    return this;
  }

  /** Its id. */
  public RunId run() {
    return fold.submitted.run();
  }

  /** The name of its job, for people. */
  public String jobName() {
    return fold.submitted.jobName();
  }

  /** What it is a run of, as it was submitted. */
  public Submission submission() {
    return fold.submitted.submission();
  }

  /** Every parameter of the job, with its value at present: a repair may change it. */
  public Map<String, String> parameters() {
    return fold.parameters;
  }

  /** When it was submitted, in milliseconds since the epoch. */
  public long submittedWallMillis() {
    return fold.submitted.at().wallMillis();
  }

  /** Its tasks and their graph. */
  public Plan plan() {
    return fold.plan;
  }

  /** How many coordinators, one after the other, have held it. */
  public long epoch() {
    return fold.epoch;
  }

  /** The last fence of the epochs before this one. */
  public long epochFence() {
    return fold.epochFence;
  }

  /** The last fence of all. */
  public long lastFence() {
    return fold.lastFence;
  }

  /** Its repairs, first to last. */
  public List<Repair> repairs() {
    return Collections.unmodifiableList(fold.repairs);
  }

  /** Why it is being stopped; null if it is not. */
  public @Nullable StopReason stopping() {
    return fold.stopping;
  }

  /** How it ended; null while it has not. */
  public @Nullable RunResult result() {
    return fold.result;
  }

  /** Why it ended as it did, in words; empty if there is nothing to say, or it has not ended. */
  public String endMessage() {
    return fold.result == null ? "" : fold.endMessage;
  }

  /** Tasks of the job that have not come to rest. */
  public int unfinished() {
    return board.unfinished();
  }

  /** The numbers that tasks have: all below this. */
  public int size() {
    return board.columns.size();
  }

  /** What a task does. */
  public TaskDefinition definition(int task) {
    return board.definition(task);
  }

  /** Whether the work of a task may have a reference in it. */
  public boolean refers(int task) {
    return task < plan().size() ? plan().refers(task) : loopOf(task).refers();
  }

  /** What people call a task: its key, and for an iteration the loop's key and its place in it. */
  public String name(int task) {
    if (task < plan().size()) {
      return plan().task(task).key().value();
    }
    var loop = loopOf(task);
    return "%s[%d]".formatted(plan().task(loop.task()).key(), task - loop.first());
  }

  /** Where the task stands. */
  public TaskStatus status(int task) {
    return board.columns.status(task);
  }

  /** The number of its current attempt, or of the next. */
  public int attempt(int task) {
    return board.columns.attempt[task];
  }

  /** The fence of its current attempt; 0 if no worker holds it. */
  public long fence(int task) {
    return board.columns.fence[task];
  }

  /** Whether a worker holds its current attempt, or may. */
  public boolean isHeld(int task) {
    return fence(task) != 0;
  }

  /** Attempts that failed since it was first or last made to run, lost ones not counted. */
  public int failures(int task) {
    return board.columns.failures[task];
  }

  /** Attempts that were lost or given up with their worker. */
  public int lost(int task) {
    return board.columns.lost[task];
  }

  /** Tasks it waits for that have not come to rest. */
  public int remaining(int task) {
    return board.columns.remaining[task];
  }

  /** What a condition came to; null if the task is none, or came to nothing. */
  public @Nullable Boolean outcome(int task) {
    return fold.outcomes.get(task);
  }

  /** Why the task failed; null if it did not, or so many others did that nobody kept it. */
  public @Nullable String failure(int task) {
    return fold.failures.of(task);
  }

  /** The task that failed first; null if none did. */
  public @Nullable Integer firstFailure() {
    return fold.failures.first();
  }

  /** Why the task is being stopped, by itself or with the run; null if it is not. */
  public @Nullable StopReason stopping(int task) {
    return fold.stopping != null ? fold.stopping : fold.stoppingTasks.get(task);
  }

  /** Whether anything is being stopped. */
  public boolean isStoppingAny() {
    return fold.stopping != null || !fold.stoppingTasks.isEmpty();
  }

  /** The worker of its last attempt; null before the first. */
  public @Nullable WorkerId lastWorker(int task) {
    var number = board.columns.worker[task];
    return number < 0 ? null : board.holdings.worker(number);
  }

  /** Tasks that {@code worker} holds, by fence. */
  public NavigableMap<Long, Integer> heldBy(WorkerId worker) {
    return board.holdings.of(worker);
  }

  /** Workers that hold anything. */
  public SortedSet<WorkerId> holders() {
    return board.holdings.holders();
  }

  /** Where its tasks run, by the number of the site. */
  public List<Site> sites() {
    return sites;
  }

  /** The number of the site of a task, as {@link Sites#of} says; of an iteration, its loop's. */
  public int site(int task) {
    return board.site(task);
  }

  /** Tasks of a site that some worker holds. */
  public int heldCount(int site) {
    return board.holdings.size(site);
  }

  /** Tasks of a site that {@code worker} holds. */
  public int heldCount(int site, WorkerId worker) {
    return board.holdings.size(worker, site);
  }

  /**
   * Tasks of the job, loops included, that have not come to rest and have something to do at a
   * site, whether or not they wait for others yet. While there is one, the site may be needed.
   */
  public int openCount(int site) {
    return board.backlogs[site].open();
  }

  /** Tasks that some worker holds. */
  public int heldCount() {
    return board.holdings.size();
  }

  /** The nodes that the run has for itself. */
  public Fleet fleet() {
    return board.fleet;
  }

  /** The job cluster of a task or an iteration; {@link JobClusters#NONE} if it runs elsewhere. */
  public int cluster(int task) {
    return plan().clusters().size() == 0 ? JobClusters.NONE : plan().clusters().ofSite(site(task));
  }

  /** Tasks of the job that run on a job cluster and have not come to rest. */
  public int openOn(int cluster) {
    return sitesOf(cluster).map(this::openCount).sum();
  }

  /** Those of the {@link #startable} that run on a job cluster. */
  public int[] startableOn(int cluster, long elapsedMillis, int most) {
    return sitesOf(cluster)
        .flatMap(site -> IntStream.of(startable(site, elapsedMillis, most)))
        .limit(most)
        .toArray();
  }

  private IntStream sitesOf(int cluster) {
    return IntStream.range(0, sites.size())
        .filter(site -> plan().clusters().ofSite(site) == cluster);
  }

  /** Runs of other jobs that are under way, by the number of the task. */
  public NavigableMap<Integer, Child> children() {
    return Collections.unmodifiableNavigableMap(fold.children);
  }

  /** The latest loop of a task; null if it is none, or was never started. */
  public @Nullable Loop loop(int task) {
    return board.loops.ofTask(task);
  }

  /** The loop that an iteration belongs to. */
  public Loop loopOf(int iteration) {
    return board.loops.of(iteration);
  }

  /** Loops whose iterations have all come to rest, and which have not. */
  public Collection<Loop> loopsDone() {
    return board.loops.done();
  }

  /**
   * Tasks that a worker of a site may be given at {@code elapsedMillis}, {@code most} at most:
   * first those whose back-off is over, then the others in the order in which they became ready.
   */
  public int[] startable(int site, long elapsedMillis, int most) {
    var found = IntStream.builder();
    board.backlogs[site].forEach(elapsedMillis, most, found::add);
    return found.build().toArray();
  }

  /** How many tasks a worker may be given at {@code elapsedMillis}; {@code most} if more. */
  public int startableCount(int site, long elapsedMillis, int most) {
    return board.backlogs[site].count(elapsedMillis, most);
  }

  /** Tasks that may begin now and need no worker. */
  public int[] beginnable(long elapsedMillis) {
    if (board.controls.isEmpty() && board.controlWaits.firstDueMillis() > elapsedMillis) {
      return Line.NOBODY;
    }
    var found = IntStream.builder();
    board.controlWaits.forEachDue(elapsedMillis, Integer.MAX_VALUE, found::add);
    board.controls.forEach(found::add, Integer.MAX_VALUE);
    return found.build().toArray();
  }

  /** Tasks whose dependencies are at rest, of which it is to be decided whether they run. */
  public int[] undecided() {
    return board.undecided.toArray();
  }

  /** Passes tasks that take longer than their health rule allows, and were not warned of. */
  public void forEachSlow(long elapsedMillis, IntConsumer visitor) {
    fold.watch.warnings.forEachDue(elapsedMillis, Integer.MAX_VALUE, visitor);
  }

  /** Passes tasks without a worker that take longer than they may. */
  public void forEachOverdue(long elapsedMillis, IntConsumer visitor) {
    fold.watch.deadlines.forEachDue(elapsedMillis, Integer.MAX_VALUE, visitor);
  }

  /** When the first back-off ends, in elapsed time; {@link Long#MAX_VALUE} if there is none. */
  public long firstDueMillis() {
    var first = board.controlWaits.firstDueMillis();
    for (var backlog : board.backlogs) {
      first = Math.min(first, backlog.firstDueMillis());
    }
    return first;
  }

  /** When a warning or a limit of some task is due; {@link Long#MAX_VALUE} if none is. */
  public long firstWatchMillis() {
    return fold.watch.firstDueMillis();
  }

  /** When the run has taken too long, in elapsed time; {@link Long#MAX_VALUE} for never. */
  public long deadlineMillis() {
    return fold.deadlineMillis;
  }

  /** When to warn that the run takes long; {@link Long#MAX_VALUE} for never, or never again. */
  public long warningMillis() {
    return fold.warningMillis;
  }

  /** The task values that a task has set, as JSON text; none if it set none. */
  public Map<String, String> values(int task) {
    return Collections.unmodifiableMap(fold.values.getOrDefault(task, Map.of()));
  }

  /** Task values of every task above {@code task} that set any, each as JSON text. */
  public Map<TaskKey, Map<String, String>> valuesAbove(int task) {
    var found = new TreeMap<TaskKey, Map<String, String>>();
    if (!fold.values.isEmpty()) {
      plan()
          .graph()
          .forEachAncestor(
              inJob(task),
              above -> {
                var set = fold.values.get(above);
                if (set != null) {
                  found.put(plan().task(above).key(), set);
                }
              });
    }
    return found;
  }

  /** The task of the job that a task is, or is an iteration of. */
  public int inJob(int task) {
    return task < plan().size() ? task : loopOf(task).task();
  }

  /** Where it stands. */
  public RunSnapshot snapshot() {
    return fold.snapshot();
  }
}
