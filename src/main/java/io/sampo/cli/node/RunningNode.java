package io.sampo.cli.node;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A node that takes part in a cluster. Thread-safe. */
public interface RunningNode extends AutoCloseable {

  /** What other nodes and people call it. */
  String name();

  /** What it does, as settings have it. */
  List<String> roles();

  /** Host and port at which other nodes find it. */
  String address();

  /** Where its API is; null if it has none. */
  @Nullable String url();

  /**
   * Completed when the node is gone for good though nobody closed it: exceptionally, with what it
   * died of. That it was downed and joins again is no end.
   */
  CompletionStage<?> ended();

  /** Completed when the run that the node was started for does not want it any more. */
  CompletionStage<?> dismissed();

  /** Stops what runs, with its grace, leaves the cluster, and returns when all is closed. */
  @Override
  void close();
}
