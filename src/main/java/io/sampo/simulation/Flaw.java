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
  /** A run's state is kept with events in it that are not on disk yet. */
  SNAPSHOT_BEFORE_JOURNAL,
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
  /** The only coordinator gives up workers that may go on without it as if they might not. */
  ADOPTION_FORGOTTEN,
  /** A worker that is missed counts as lost at once. */
  LOST_AT_ONCE,
  /** A worker forgets a result as soon as it has sent it. */
  RESULT_FORGOTTEN,
  /** After a failed write the coordinator goes on with the state it has. */
  FAILED_WRITE_KEPT,
  /** Retries are counted anew after every takeover. */
  BUDGET_RESETS,
  /** What a condition came to does not matter to those who wait for it. */
  OUTCOME_IGNORED,
  /** Whoever is there for failures runs without any. */
  EXCLUDED_RUNS,
  /** A loop lets one iteration more run than may. */
  LOOP_TOO_WIDE,
  /** A loop leaves its last input out. */
  LOOP_TOO_SHORT,
  /** A repair forgets a parameter. */
  REPAIR_FORGETS_PARAMETER,
  /** A repair starts a task over that is under way. */
  REPAIR_RESETS_RUNNING,
  /** A repair goes ahead whatever its wisher last knew of. */
  LATEST_REPAIR_IGNORED,
  /** A task that was canceled gets another attempt. */
  CANCELED_TASK_RETRIES,
  /** That a task is canceled is answered and forgotten. */
  CANCEL_FORGOTTEN,
  /** Another life of a coordinator starts another run of the job that a task runs. */
  CHILD_TWICE,
  /** Whatever became of the run of another job, its task succeeds. */
  CHILD_ALWAYS_SUCCEEDS,
  /** That something takes long is told twice. */
  WARNED_TWICE,
  /** A mark counts though the task is running. */
  MARKED_WHILE_RUNNING,
  /** Nodes of a run's own are started before it is on disk that they are wanted. */
  CLUSTER_BEFORE_JOURNAL,
  /** A run that is being stopped keeps its nodes. */
  CLUSTER_KEPT_AT_STOP,
  /** Nodes are let go as soon as one task on them has come to rest. */
  CLUSTER_RELEASED_EARLY,
  /** Another life of a coordinator starts the nodes under another name. */
  CLUSTER_TWICE,
  /** Nodes that were let go are not removed. */
  CLUSTER_LEFT_BEHIND,
  /** A node goes on though nobody claims it: one that was started too late, by a replaced order. */
  CLAIM_IGNORED
}
