package io.sampo.cluster;

import io.sampo.model.ContentHash;
import io.sampo.model.JobDefinition;
import io.sampo.model.RunId;
import io.sampo.model.RunResult;
import io.sampo.projection.Journaled;
import io.sampo.protocol.ToRun.Answer;
import io.sampo.run.RunCommand;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * One run on a node of its own in this process, seen from outside its actors, together with the
 * runs of other jobs that are the work of its tasks. Thread-safe.
 */
public interface EmbeddedRun extends AutoCloseable {

  /** Its id. */
  RunId run();

  /**
   * Passes every event of {@code one} to {@code observer}, past ones first, then each as soon as it
   * is on disk; in order, one at a time, from threads of the node, which it must not hold up.
   *
   * @param one this run, or one that is the work of a task
   */
  void follow(RunId one, Consumer<Journaled> observer);

  /**
   * The definition of this name.
   *
   * @param hash as the submission of this run, or a {@code ChildStarted}, names it
   */
  JobDefinition definition(ContentHash hash);

  /**
   * Asks something of the run.
   *
   * @return completed once the wish is on disk, or declined; what follows from it comes later
   */
  CompletionStage<Answer> ask(RunCommand.Wish wish);

  /**
   * Completed once an end of the run is on disk that came after the run was opened; fails if the
   * node can't go on.
   */
  CompletionStage<RunResult> ended();

  /**
   * Stops whatever still runs (TERM, and KILL after the grace), and closes the journal. A run that
   * has not ended can be resumed from its folder.
   */
  @Override
  void close();
}
