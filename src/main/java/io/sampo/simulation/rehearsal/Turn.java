package io.sampo.simulation.rehearsal;

import io.sampo.message.RunReport;
import io.sampo.message.RunReport.Stage;
import io.sampo.model.Outcome;
import java.util.Comparator;

/**
 * One attempt on its slot.
 *
 * @param act the number of its run
 * @param worker the number of its worker
 * @param endMillis when it will be over; at least {@code startMillis}
 * @param outcome how it will then have ended
 */
record Turn(
    int act, int worker, RunReport.Entry begun, long startMillis, long endMillis, Outcome outcome) {

  /** Fences are unique within a run, so no two turns come at once. */
  static final Comparator<Turn> FIRST_OVER =
      Comparator.comparingLong(Turn::endMillis)
          .thenComparingInt(Turn::act)
          .thenComparingLong(turn -> turn.begun().fence());

  /** The same attempt, stopped at {@code millis}. */
  Turn stopped(long millis) {
    return new Turn(act, worker, begun, startMillis, millis, new Outcome.Canceled());
  }

  /** What its worker reports in the end. */
  RunReport.Entry ended() {
    var stage = new Stage.Ended(outcome, startMillis, endMillis - startMillis);
    return new RunReport.Entry(begun.task(), begun.attempt(), begun.fence(), stage);
  }
}
