package io.sampo.cluster;

import io.sampo.model.RunId;
import io.sampo.model.RunResult;
import io.sampo.projection.Journaled;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** One run on a node of its own in this process, seen from outside its actors. Thread-safe. */
public interface EmbeddedRun extends AutoCloseable {

  /** Its id. */
  RunId run();

  /**
   * Passes every event of the run to {@code observer}, past ones first, then each as soon as it is
   * on disk; in order, one at a time, from threads of the node, which it must not hold up.
   */
  void follow(Consumer<Journaled> observer);

  /**
   * Cancels the run.
   *
   * @return completed once the wish is on disk; its tasks end later, and then the run
   */
  CompletionStage<Void> cancel(String by);

  /** Completed once the run's end is on disk; fails if the node can't go on. */
  CompletionStage<RunResult> ended();

  /**
   * Stops whatever still runs (TERM, and KILL after the grace), and closes the journal. A run that
   * has not ended can be resumed from its folder.
   */
  @Override
  void close();
}
