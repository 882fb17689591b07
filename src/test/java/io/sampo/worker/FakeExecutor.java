package io.sampo.worker;

import io.sampo.execution.AttemptSpec;
import io.sampo.execution.Executor;
import io.sampo.model.Outcome;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Carries nothing out: a test takes each launch and says how it ends. */
final class FakeExecutor implements Executor {

  /** An attempt that was launched. */
  record Launch(AttemptSpec spec, Consumer<Outcome> onEnd, BlockingQueue<Long> stops) {}

  private final BlockingQueue<Launch> launches = new LinkedBlockingQueue<>();

  @Override
  public Execution launch(AttemptSpec spec, Consumer<Outcome> onEnd) {
    var launch = new Launch(spec, onEnd, new LinkedBlockingQueue<>());
    launches.add(launch);
    return launch.stops()::add;
  }

  /** The next attempt that is launched; fails the test after ten seconds. */
  Launch next() throws InterruptedException {
    var launch = launches.poll(10, TimeUnit.SECONDS);
    if (launch == null) {
      throw new AssertionError("nothing was launched within ten seconds");
    }
    return launch;
  }

  int waiting() {
    return launches.size();
  }
}
