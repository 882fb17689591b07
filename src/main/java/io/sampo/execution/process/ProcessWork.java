package io.sampo.execution.process;

import io.sampo.execution.AttemptException;
import io.sampo.execution.posix.Launch;
import io.sampo.execution.posix.ProcessEnd;
import io.sampo.model.Outcome;
import java.io.IOException;

/** What a kind of task that runs as a process adds to being one. Used by one attempt only. */
public interface ProcessWork {

  /**
   * Makes everything ready.
   *
   * @throws AttemptException if the attempt is not worth starting
   * @throws IOException if the attempt's folder or files cannot be used
   */
  Launch prepare() throws AttemptException, IOException;

  /**
   * What the end of the process means. Not asked when the attempt was stopped.
   *
   * @throws AttemptException if it failed for another reason than the end itself
   * @throws IOException if what the process left behind cannot be read
   */
  Outcome outcome(ProcessEnd end) throws AttemptException, IOException;
}
