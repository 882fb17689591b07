package io.sampo.simulation;

/**
 * A mistake that the simulation can be told to make, so that a test can show that it would be
 * found. None is ever made by the machines themselves.
 */
public enum Flaw {
  /** The journal lets a coordinator write that has been replaced. */
  JOURNAL_WITHOUT_FENCE,
  /** Letters leave before the events behind them are on disk. */
  ACT_BEFORE_JOURNAL,
  /** A worker reports each end once, whether it was answered or not. */
  REPORT_ONCE,
  /** A coordinator sends each start once, whether it was confirmed or not. */
  ORDER_ONCE,
  /** A late report counts as if it had the current fence. */
  LATE_RESULT_COUNTS,
  /** One dependency's success is enough. */
  ANY_DEPENDENCY_STARTS,
  /** A submit that was not answered in time is sent again as another run. */
  DOUBLE_SUBMIT,
  /** A coordinator goes on after a restart without taking the run over. */
  NO_TAKEOVER,
  /** A worker follows orders of coordinators that have been replaced. */
  OLD_EPOCH_OBEYED,
  /** A worker goes on though its lease has run out. */
  LEASE_IGNORED,
  /** A worker that is missed counts as lost at once. */
  LOST_AT_ONCE,
  /** A worker forgets a result as soon as it has sent it. */
  RESULT_FORGOTTEN,
  /** After a failed write the coordinator goes on with the state it has. */
  FAILED_WRITE_KEPT,
  /** Retries are counted anew after every takeover. */
  BUDGET_RESETS
}
