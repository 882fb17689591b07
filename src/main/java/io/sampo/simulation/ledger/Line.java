package io.sampo.simulation.ledger;

import io.sampo.model.Now;
import io.sampo.model.RunId;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskStatus;
import io.sampo.run.StopReason;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is recorded of one task: of the job, or an iteration of a loop. */
final class Line {

  /** A loop that goes through its inputs, or has. */
  record Pass(int first, int count, String inputs) {}

  final int task;
  final TaskDefinition definition;

  /** The number of the loop that it is an iteration of; -1 if it is a task of the job. */
  final int loop;

  /** The input of an iteration. */
  final String input;

  @Nullable TaskStatus rest;
  @Nullable Boolean outcome;
  @Nullable StopReason stopping;
  @Nullable RunId child;
  @Nullable Pass pass;
  @Nullable Now begun;
  final Map<String, String> values = new HashMap<>();
  long begunEpoch;
  long fence;
  int attempt;
  int failures;
  int lost;

  /** Whether everything above is at rest and lets it run. */
  boolean called;

  /** Whether an attempt was started since it was last where it began. */
  boolean tried;

  boolean looping;
  boolean warned;
  boolean wasStopped;

  Line(int task, TaskDefinition definition, int loop, String input) {
    this.task = task;
    this.definition = definition;
    this.loop = loop;
    this.input = input;
  }

  /** Whether something of it is going on. */
  boolean isUnderWay() {
    return fence != 0 || child != null || looping;
  }

  /** It is where it was before anything was tried; the numbers of attempts go on. */
  void reset() {
    rest = null;
    outcome = null;
    failures = 0;
    lost = 0;
    called = false;
    tried = false;
  }

  void begin(Now at, long epoch) {
    begun = at;
    begunEpoch = epoch;
    warned = false;
  }

  void endAttempt() {
    attempt++;
    begun = null;
  }

  @Override
  public String toString() {
    return "task %d (%s%s%s)"
        .formatted(
            task,
            rest == null ? "open" : rest,
            called ? ", called" : "",
            isUnderWay() ? ", under way" : "");
  }
}
