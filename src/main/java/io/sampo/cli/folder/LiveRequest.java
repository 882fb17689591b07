package io.sampo.cli.folder;

import io.sampo.model.RunId;
import io.sampo.run.RunCommand;
import org.jspecify.annotations.Nullable;

/** What a process asks of the one that carries a run out, through the run's socket. */
public sealed interface LiveRequest {

  /** How does a run stand: that of the socket, or one that is the work of a task there? */
  record Show(RunId run) implements LiveRequest {}

  /** How many slots are free? */
  record ShowPool() implements LiveRequest {}

  /** Do this to the run of the socket. */
  record Grant(RunCommand.Wish wish) implements LiveRequest {}

  /** The request as one line of JSON. */
  default String line() {
    return LiveFormat.line(this);
  }

  /** The request of a line; null if it is none. */
  static @Nullable LiveRequest of(String line) {
    return LiveFormat.request(line);
  }
}
