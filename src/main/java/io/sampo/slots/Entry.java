package io.sampo.slots;

import io.sampo.message.Assignment;
import io.sampo.message.RunReport.Stage;

/** One attempt in a worker's books, with what was last said of it. */
final class Entry {

  final Assignment assignment;
  Stage stage;
  boolean stopping;
  boolean timedOut;

  /** When it was taken, in elapsed time. */
  long acceptedMillis;

  long beganElapsedMillis;
  long beganWallMillis;

  /** When its stage was last reported, in elapsed time. */
  long toldMillis;

  Entry(Assignment assignment, Stage stage) {
    this.assignment = assignment;
    this.stage = stage;
  }

  boolean isRunning() {
    return stage instanceof Stage.Began;
  }

  boolean isWaiting() {
    return stage instanceof Stage.Accepted;
  }

  /** Whether it wants an answer, and so is repeated until it gets one. */
  boolean isOver() {
    return stage instanceof Stage.Ended || stage instanceof Stage.Refused;
  }

  /** When it will have run too long, in elapsed time. */
  long deadlineMillis() {
    return isRunning() && !stopping && assignment.timeoutMillis() > 0
        ? beganElapsedMillis + assignment.timeoutMillis()
        : Long.MAX_VALUE;
  }
}
