package io.sampo.execution.process;

import io.sampo.execution.AttemptException;
import io.sampo.execution.Executor;
import io.sampo.execution.log.LogLimit;
import io.sampo.execution.posix.Posix;
import io.sampo.model.Check;
import io.sampo.model.Limits;
import io.sampo.model.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One process from before its start until nothing of it is left. The thread of {@link #run} waits
 * for the process; a stop has a thread of its own, which signals it meanwhile. The process is
 * reaped last of all, so its number and its group's are nobody else's as long as signals are sent.
 */
final class ProcessAttempt implements Executor.Execution {

  /** Between two looks at what is still alive. */
  private static final long LOOK_AGAIN_MILLIS = 10;

  private final ProcessWork work;
  private final Spawner spawner;
  private final LogLimit logLimit;
  private final List<String> signature;
  private final Consumer<Outcome> onEnd;

  private final CountDownLatch rootEnded = new CountDownLatch(1);
  private @Nullable ProcessTree tree;
  private @Nullable Thread terminator;
  private boolean endedByItself;
  private boolean stopping;
  private long killAtNanos;

  ProcessAttempt(
      ProcessWork work,
      Spawner spawner,
      LogLimit logLimit,
      List<String> signature,
      Consumer<Outcome> onEnd) {
    this.work = work;
    this.spawner = spawner;
    this.logLimit = logLimit;
    this.signature = signature;
    this.onEnd = onEnd;
  }

  @Override
  public synchronized void stop(long graceMillis) {
    Check.range("grace in milliseconds", graceMillis, 0, Limits.WAIT_MILLIS_MAX);
    var killAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(graceMillis);
    if (!stopping) {
      stopping = true;
      killAtNanos = killAt;
      terminateOnceStarted();
    } else if (killAt - killAtNanos < 0) {
      killAtNanos = killAt;
    }
  }

  /** Carries the attempt out, and tells its outcome. */
  void run() {
    Outcome outcome;
    try {
      outcome = carryOut();
    } catch (AttemptException failure) {
      outcome = failure.outcome();
    } catch (IOException | InterruptedException | RuntimeException | Error broken) {
      outcome = new Outcome.Failed(false, "cannot be carried out: " + broken, null, null);
    }
    onEnd.accept(outcome);
  }

  private Outcome carryOut() throws AttemptException, IOException, InterruptedException {
    var launch = work.prepare();
    if (isStopping()) {
      return new Outcome.Canceled();
    }
    var pid = spawner.start(launch, Spawner.NO_INPUT);
    var family = new ProcessTree(pid, signature);
    started(family);
    try (var _ = logLimit.watch(launch.log())) {
      Posix.awaitEnd(pid);
      rootHasEnded();
      endAll(family);
    }
    var end = Posix.reap(pid);
    return hasEndedByItself() ? work.outcome(end) : new Outcome.Canceled();
  }

  private synchronized void started(ProcessTree family) {
    tree = family;
    if (stopping) {
      terminateOnceStarted();
    }
  }

  private synchronized void rootHasEnded() {
    endedByItself = !stopping;
    rootEnded.countDown();
  }

  /** Does nothing before there is a process, as it will be called again. */
  private synchronized void terminateOnceStarted() {
    var family = tree;
    if (family != null && rootEnded.getCount() > 0) {
      terminator = Thread.ofVirtual().name("stop").start(() -> terminate(family));
    }
  }

  private void terminate(ProcessTree family) {
    family.signal(Posix.SIGTERM);
    try {
      do {
        if (graceIsOver()) {
          family.signal(Posix.SIGKILL);
        }
      } while (!rootEnded.await(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException nobodyInterrupts) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns when nothing of the tree but its ended root is left, and nobody signals it. */
  private void endAll(ProcessTree family) throws InterruptedException {
    while (!family.members().isEmpty()) {
      if (graceIsOver()) {
        family.signal(Posix.SIGKILL);
      }
      Thread.sleep(LOOK_AGAIN_MILLIS);
    }
    var signalling = terminator();
    if (signalling != null) {
      signalling.join();
    }
  }

  /** Whether what is still alive has no time left. */
  private synchronized boolean graceIsOver() {
    return endedByItself || System.nanoTime() - killAtNanos >= 0;
  }

  private synchronized boolean isStopping() {
    return stopping;
  }

  private synchronized boolean hasEndedByItself() {
    return endedByItself;
  }

  private synchronized @Nullable Thread terminator() {
    return terminator;
  }
}
