package io.sampo.cli.session;

import io.sampo.cli.folder.RunPlace;
import io.sampo.cli.folder.RunSocket;
import io.sampo.cli.folder.Snapshot;
import io.sampo.cli.process.Complaint;
import io.sampo.cli.process.ExitCode;
import io.sampo.cli.process.Interrupts;
import io.sampo.cli.process.NodeLog;
import io.sampo.cli.view.Failures;
import io.sampo.cli.view.RunView;
import io.sampo.cli.view.Wording;
import io.sampo.cluster.EmbeddedRun;
import io.sampo.config.Settings;
import io.sampo.config.Workers;
import io.sampo.model.JobDefinition;
import io.sampo.model.RunId;
import io.sampo.projection.Journaled;
import io.sampo.projection.RunHistory;
import io.sampo.run.RunCommand;
import io.sampo.run.RunEvent;
import io.sampo.run.StopReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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
  private final Path folder;
  private final long stopMillis;
  private final RunFamily family;
  private final RunHistory history;
  private final RunView view;
  private final long begunMillis;
  private final Workers workers;
  private final AtomicBoolean holding = new AtomicBoolean();
  private @Nullable CompletableFuture<Void> closing;
  private long past;
  private final BlockingQueue<News> events = new ArrayBlockingQueue<>(EVENTS_MAX);
  private final ConcurrentLinkedQueue<String> warnings = new ConcurrentLinkedQueue<>();
  private final Set<String> warned = ConcurrentHashMap.newKeySet();

  /** What happened in a run of the family. */
  private record News(RunId run, Journaled event) {}

  /** A session of the run of {@code place}, which is locked. */
  public RunSession(
      Surroundings surroundings, RunPlace place, JobDefinition job, Settings settings) {
    this.surroundings = surroundings;
    this.run = place.run();
    this.folder = place.folder();
    this.stopMillis = settings.task().grace().toMillis() + STOP_SLACK_MILLIS;
    this.workers = settings.worker();
    this.family = new RunFamily(place, job);
    this.history = family.top();
    this.begunMillis = surroundings.clock().millis();
    this.view = surroundings.view(folder, "run %s  %s".formatted(run, Wording.clean(job.name())));
  }

  /** Shows lines that stay. */
  public void say(List<String> lines) {
    view.say(lines);
  }

  /**
   * Starts the run, or opens it, and stays with it to an end that is no news yet.
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
    try (var _ = socket(node)) {
      node.follow(run, event -> queue(run, event));
      return watch(node);
    } finally {
      close(node).join();
    }
  }

  /** Closes the node once, however often it is asked; what goes wrong is logged. */
  private CompletableFuture<Void> close(EmbeddedRun node) {
    var closes = closing;
    if (closes == null) {
      holding.set(true);
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
    var bytes = family.show(run);
    return bytes.length == 0 ? Optional.empty() : Optional.of(Snapshot.of(bytes));
  }

  private int watch(EmbeddedRun node) throws InterruptedException {
    var ended = node.ended().toCompletableFuture();
    while (true) {
      step(node);
      var result = history.result();
      if (result != null && history.seq() > past) {
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
  private void step(EmbeddedRun node) throws InterruptedException {
    var first = events.poll(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    if (first != null) {
      var batch = new ArrayList<>(List.of(first));
      events.drainTo(batch);
      batch.forEach(news -> take(news, node));
    }
    showWarnings();
    view.tick(history, now());
  }

  private void take(News news, EmbeddedRun node) {
    var next = news.event();
    var member = family.accept(news.run(), next);
    if (!news.run().equals(run)) {
      tellFailures(member, next.event());
      followBelow(member, node);
    } else if (next.seq() >= past) {
      followBelow(member, node);
    }
    if (news.run().equals(run) && next.seq() > past) {
      view.changed(next.event(), history);
    }
    view.tick(history, now());
  }

  /** Of a run that is the work of a task, failures are told, with the task in front. */
  private void tellFailures(RunFamily.Member member, RunEvent event) {
    if (event.at().wallMillis() >= begunMillis) {
      var lines = Failures.lines(member.history(), member.folder(), event, member.above());
      if (!lines.isEmpty()) {
        say(lines);
      }
    }
  }

  private void followBelow(RunFamily.Member member, EmbeddedRun node) {
    for (var child : family.unknownBelow(member)) {
      family.add(member, child, node.definition(child.definition()));
      node.follow(child.child(), event -> queue(child.child(), event));
    }
  }

  private int stop(EmbeddedRun node, Interrupts.Kind signal) throws InterruptedException {
    CompletionStage<?> stopping =
        switch (signal) {
          case INT -> node.ask(new RunCommand.Stop(StopReason.CANCELED, "Ctrl-C"));
          case TERM, HUP -> close(node);
        };
    var stopped = stopping.toCompletableFuture();
    var endsRun = signal == Interrupts.Kind.INT;
    var deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(stopMillis);
    while (System.nanoTime() < deadline
        && history.result() == null
        && !stopped.isCompletedExceptionally()
        && (endsRun || !stopped.isDone())) {
      step(node);
    }
    step(node);
    if (history.result() == null) {
      if (endsRun || !stopped.isDone() || stopped.isCompletedExceptionally()) {
        closing = CompletableFuture.completedFuture(null);
        say(List.of("run %s did not stop in time; what is left is killed".formatted(run)));
      }
      say(List.of("scripts/sampo resume " + run));
    }
    return signal.exitCode();
  }

  private void queue(RunId of, Journaled event) {
    try {
      events.put(new News(of, event));
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
  private @Nullable RunSocket socket(EmbeddedRun node) {
    try {
      return RunSocket.open(folder, new LiveReplies(family, node, workers, holding::get)::to);
    } catch (IOException e) {
      LOG.warn("{}: no socket for the live run: {}", folder, e.toString());
      return null;
    }
  }

  private long now() {
    return surroundings.clock().millis();
  }
}
