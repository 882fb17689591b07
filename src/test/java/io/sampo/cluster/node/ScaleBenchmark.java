package io.sampo.cluster.node;

import io.sampo.benchmark.Shapes;
import io.sampo.model.JobDefinition;
import io.sampo.model.RunId;
import io.sampo.model.RunResult;
import io.sampo.protocol.Runs;
import io.sampo.protocol.ToRun;
import io.sampo.run.RunCommand;
import io.sampo.run.RunEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a task costs as runs grow: a fan-out of tasks that do nothing, on a node with everything a
 * node has (journal on disk, dispatcher, worker) in this process. The job is handed over as it is,
 * since no request may be as large as a million tasks. And what small runs cost that are handed
 * over so, all at once: chains of three, of which nobody hears but the journal.
 *
 * <pre>mvn test-compile -Pbenchmark -Dbenchmarks=scale</pre>
 */
public final class ScaleBenchmark {

  private static final int[] SIZES = {1_000, 10_000, 100_000, 1_000_000};
  private static final int WARM_UP_TASKS = 300_000;
  private static final int TURNS = 3;
  private static final int TURNS_OF_SMALL_RUNS = 15;
  private static final int SMALL = 10_000;
  private static final long LOOK_EVERY_MILLIS = 20;
  private static final int CHAINS = 1_000;
  private static final int CHAIN = 3;

  private ScaleBenchmark() {}

  /** Prints a table; takes no arguments. */
  public static void main(String... arguments) throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("scale");
    var settings = Map.of("sampo.worker.execute", "false", "sampo.worker.slots", "1000");
    try (var nodes = new TestNodes(folder, settings)) {
      var node = nodes.start("n", "coordinator, worker", Map.of());
      for (var tasks = 0; tasks < WARM_UP_TASKS; tasks += SMALL) {
        var _ = nanosPerTask(node, Shapes.job(Shapes.fanOut(SMALL)));
      }
      System.out.println("    tasks   tasks/s  ns/task");
      for (var size : SIZES) {
        var median = median(node, size);
        System.out.printf("%9d %9.0f %8.0f%n", size, 1e9 / median, median);
      }
      var chains = new double[TURNS_OF_SMALL_RUNS];
      for (var turn = 0; turn < chains.length; turn++) {
        chains[turn] = chains(node);
      }
      Arrays.sort(chains);
      System.out.printf(
          "%d runs of a chain of %d: %.0f tasks/s%n", CHAINS, CHAIN, chains[chains.length / 2]);
    } finally {
      delete(folder);
    }
  }

  private static double median(ClusterNode node, int size) throws InterruptedException {
    var job = Shapes.job(Shapes.fanOut(size));
    var turns = new double[size > SMALL ? TURNS : TURNS_OF_SMALL_RUNS];
    for (var turn = 0; turn < turns.length; turn++) {
      turns[turn] = nanosPerTask(node, job);
    }
    Arrays.sort(turns);
    return turns[turns.length / 2];
  }

  /** Tasks a second, from the first run's first event to the last one's end. */
  private static double chains(ClusterNode node) throws InterruptedException {
    var job = Shapes.job(Shapes.chain(CHAIN));
    var submission = TestNodes.submission(node, job, Map.of());
    var runs = new ArrayList<RunId>();
    for (var i = 0; i < CHAINS; i++) {
      var run = node.life().ids().take(1 + CHAIN);
      runs.add(run);
      var submit =
          new ToRun.Ask(new RunCommand.Submit(run, submission), node.life().system().ignoreRef());
      Runs.of(node.life().system()).coordinator(run).tell(submit);
    }
    var began = Long.MAX_VALUE;
    var ended = 0L;
    for (var run : runs.reversed()) {
      var follower = new Follower();
      ended = Math.max(ended, follower.await(node, run, CHAIN).at().elapsedMillis());
      began = Math.min(began, follower.beganMillis);
    }
    return (double) CHAINS * CHAIN * 1_000 / (ended - began);
  }

  /** From the run's first event to its last. */
  private static double nanosPerTask(ClusterNode node, JobDefinition job)
      throws InterruptedException {
    var follower = new Follower();
    var end = follower.await(node, TestNodes.submit(node, job), job.tasks().size());
    var millis = end.at().elapsedMillis() - follower.beganMillis;
    return (double) TimeUnit.MILLISECONDS.toNanos(millis) / job.tasks().size();
  }

  /** Reads what is new in the journal of a run. */
  private static final class Follower {

    private long seq;
    private long beganMillis;
    private int attempts;
    private RunEvent.@Nullable RunEnded end;

    /** The end of the run, as soon as there is one, in which each task has run once. */
    RunEvent.RunEnded await(ClusterNode node, RunId run, int tasks) throws InterruptedException {
      var over = look(node, run);
      while (over == null) {
        TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        over = look(node, run);
      }
      if (over.result() != RunResult.SUCCESS || attempts != tasks) {
        throw new IllegalStateException(
            "%s, %d attempts of %d tasks".formatted(over, attempts, tasks));
      }
      return over;
    }

    private RunEvent.@Nullable RunEnded look(ClusterNode node, RunId run) {
      node.life()
          .journal()
          .read(
              run,
              seq + 1,
              (at, event) -> {
                seq = at;
                switch (event) {
                  case RunEvent.RunSubmitted submitted ->
                      beganMillis = submitted.at().elapsedMillis();
                  case RunEvent.AttemptsEnded ended -> attempts += ended.ended().size();
                  case RunEvent.RunEnded ended -> end = ended;
                  default -> {}
                }
              });
      return end;
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }
}
