package io.sampo.campaign.check;

import java.util.ArrayList;
import java.util.List;

/**
 * Two attempts of one task of which the earlier told its end after the later told its start, or
 * started after it.
 *
 * @param earlier the one with the lower number
 * @param isExcused whether the worker of the earlier one was paused, so that it could not end it
 */
public record Overlap(Execution earlier, Execution later, boolean isExcused) {

  /** All of them. */
  public static List<Overlap> in(History history) {
    var overlaps = new ArrayList<Overlap>();
    for (var run : history.runs()) {
      var executions = history.executions(run);
      for (var one : executions) {
        for (var other : executions) {
          if (isOverlap(one, other)) {
            overlaps.add(new Overlap(one, other, isExcused(history, run, one)));
          }
        }
      }
    }
    return overlaps;
  }

  private static boolean isOverlap(Execution earlier, Execution later) {
    var end = earlier.end();
    var last = end == null ? earlier.start() : end;
    return earlier.isBeside(later)
        && earlier.attempt() < later.attempt()
        && last.line() > later.start().line();
  }

  private static boolean isExcused(History history, RunRecord run, Execution earlier) {
    var worker = run.attempt(earlier).map(AttemptRecord::node).orElse("");
    var end = earlier.end();
    var last = end == null ? earlier.start() : end;
    return history.faults().stream()
        .anyMatch(fault ->
            fault.isPauseOf(worker)
                && fault.fromMillis() <= last.millis()
                && fault.toMillis() >= earlier.start().millis());
  }
}
