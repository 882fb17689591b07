package io.sampo.cli.session;

import io.sampo.cli.folder.RunSocket;
import io.sampo.cli.folder.Snapshot;
import io.sampo.cli.process.Complaint;
import io.sampo.cli.process.ExitCode;
import io.sampo.cli.process.Interrupts;
import io.sampo.cli.process.NodeLog;
import io.sampo.cli.view.RunView;
import io.sampo.cli.view.Wording;
import io.sampo.cluster.EmbeddedRun;
import io.sampo.config.Settings;
import io.sampo.model.JobDefinition;
import io.sampo.model.RunId;
import io.sampo.projection.Journaled;
import io.sampo.projection.RunDocument;
import io.sampo.projection.RunHistory;
import io.sampo.run.state.Plan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries a run out on a node in this process and shows it, to its end or until a signal.
 *
 * <p>One thread, the caller's, folds events, draws, and looks for signals. The node's threads only
 * leave events in a queue; when nobody reads stderr any more and the queue is full, the node waits.
 */
public final class RunSession {

  private static final Logger LOG = LoggerFactory.getLogger(RunSession.class);
  private static final int EVENTS_MAX = 10_000;
  private static final int WARNINGS_MAX = 1_000;
  private static final long LOOK_EVERY_MILLIS = 50;

  /** How much longer than the grace a stop may take before it is given up. */
  private static final long STOP_SLACK_MILLIS = 10_000;

  private final Surroundings surroundings;
  private final RunId run;
  private final JobDefinition job;
  private final Path folder;
  private final String nodeName;
  private final long stopMillis;
  private final RunHistory history;
  private final RunView view;
  private @Nullable CompletableFuture<Void> closing;
  private long past;
  private final BlockingQueue<Journaled> events = new ArrayBlockingQueue<>(EVENTS_MAX);
  private final ConcurrentLinkedQueue<String> warnings = new ConcurrentLinkedQueue<>();
  private final Set<String> warned = ConcurrentHashMap.newKeySet();

  /** A session of the run {@code run}, which lies in {@code folder} and is locked. */
  public RunSession(
      Surroundings surroundings,
      RunId run,
      JobDefinition job,
      Path folder,
      String nodeName,
      Settings settings) {
    this.surroundings = surroundings;
    this.run = run;
    this.job = job;
    this.folder = folder;
    this.nodeName = nodeName;
    this.stopMillis = settings.task().grace().toMillis() + STOP_SLACK_MILLIS;
    this.history = new RunHistory(Plan.of(job));
    this.view = surroundings.view(folder, "run %s  %s".formatted(run, Wording.clean(job.name())));
  }

  /** Shows lines that stay. */
  public void say(List<String> lines) {
    view.say(lines);
  }

  /**
   * Starts the run and stays with it.
   *
   * @param past the last event that is known already and is not shown as news; 0 for a new run
   * @return the exit code
   */
  public int carryOut(Supplier<EmbeddedRun> start, long past)
      throws IOException, InterruptedException {
    this.past = past;
    surroundings.signals().accept(surroundings.interrupts());
    try (var _ = NodeLog.open(folder, this::warn)) {
      try {
        return follow(start.get());
      } catch (RuntimeException e) {
        LOG.info("run {} cannot go on here", run, e);
        throw e;
      } finally {
        showWarnings();
        view.finish(history, now());
      }
    }
  }

  private int follow(EmbeddedRun node) throws IOException, InterruptedException {
    try (var _ = socket()) {
      node.follow(this::queue);
      return watch(node);
    } finally {
      close(node).join();
    }
  }

  /** Closes the node once, however often it is asked; what goes wrong is logged. */
  private CompletableFuture<Void> close(EmbeddedRun node) {
    var closes = closing;
    if (closes == null) {
      closes =
          CompletableFuture.runAsync(node::close, Thread::startVirtualThread)
              .exceptionally(e -> {
                LOG.warn("run {}: the node did not close as it should", run, e);
                return null;
              });
      closing = closes;
    }
    return closes;
  }

  /** The run as it stands; empty if it was stopped before it was submitted. */
  public Optional<Snapshot> snapshot() throws IOException {
    var bytes = answer();
    return bytes.length == 0 ? Optional.empty() : Optional.of(Snapshot.of(bytes));
  }

  /** What the socket answers: nothing before the first event. */
  private byte[] answer() {
    synchronized (history) {
      return history.seq() == 0
          ? new byte[0]
          : Snapshot.bytes(job.name(), new RunDocument(history, folder, nodeName));
    }
  }

  private int watch(EmbeddedRun node) throws InterruptedException {
    var ended = node.ended().toCompletableFuture();
    while (true) {
      step();
      var result = history.result();
      if (result != null) {
        return ExitCode.of(result).code();
      }
      var signal = surroundings.interrupts().first();
      if (signal.isPresent()) {
        return stop(node, signal.get());
      }
      if (ended.isCompletedExceptionally()) {
        var failure = ended.exceptionNow();
        throw Complaint.failure(
            "run %s: %s; go on with: scripts/sampo resume %s".formatted(run, failure, run));
      }
    }
  }

  /** Takes what happened meanwhile, after a short wait for it. */
  private void step() throws InterruptedException {
    var first = events.poll(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    if (first != null) {
      var batch = new ArrayList<>(List.of(first));
      events.drainTo(batch);
      batch.forEach(this::take);
    }
    showWarnings();
    view.tick(history, now());
  }

  private void take(Journaled next) {
    synchronized (history) {
      history.accept(next);
    }
    if (next.seq() > past) {
      view.changed(next.event(), history);
    }
    view.tick(history, now());
  }

  private int stop(EmbeddedRun node, Interrupts.Kind signal) throws InterruptedException {
    var stopped =
        switch (signal) {
          case INT -> node.cancel("Ctrl-C").toCompletableFuture();
          case TERM, HUP -> close(node);
        };
    var endsRun = signal == Interrupts.Kind.INT;
    var deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(stopMillis);
    while (System.nanoTime() < deadline
        && history.result() == null
        && !stopped.isCompletedExceptionally()
        && (endsRun || !stopped.isDone())) {
      step();
    }
    step();
    if (history.result() == null) {
      if (endsRun || !stopped.isDone() || stopped.isCompletedExceptionally()) {
        closing = CompletableFuture.completedFuture(null);
        say(List.of("run %s did not stop in time; what is left is killed".formatted(run)));
      }
      say(List.of("scripts/sampo resume " + run));
    }
    return signal.exitCode();
  }

  private void queue(Journaled event) {
    try {
      events.put(event);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Says a thing once, also when both the reader of a journal and its owner come upon it. */
  private void warn(String line) {
    if (warned.size() < WARNINGS_MAX && warned.add(line)) {
      warnings.add("warning: " + Wording.clean(line));
    }
  }

  private void showWarnings() {
    var lines = new ArrayList<String>();
    for (var line = warnings.poll(); line != null; line = warnings.poll()) {
      lines.add(line);
    }
    if (!lines.isEmpty()) {
      view.say(lines);
    }
  }

  /** A run goes on without its socket: others then read its journal. */
  private @Nullable RunSocket socket() {
    try {
      return RunSocket.open(folder, this::answer);
    } catch (IOException e) {
      LOG.warn("{}: no socket for the live run: {}", folder, e.toString());
      return null;
    }
  }

  private long now() {
    return surroundings.clock().millis();
  }
}
