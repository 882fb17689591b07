package io.sampo.run;

import io.sampo.model.RunResult;

/** Why a run was stopped before its tasks were done. */
public enum StopReason {
  CANCELED(RunResult.CANCELED),
  TIMED_OUT(RunResult.TIMEDOUT);

  private final RunResult result;

  StopReason(RunResult result) {
    this.result = result;
  }

  /** What a run that was stopped for this reason ends as. */
  public RunResult result() {
    return result;
  }
}
