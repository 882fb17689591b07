package io.sampo.model;

/** Limits that hold everywhere, each with the reason for its size. */
public final class Limits {

  /** Tasks of one job. Databricks allows 1,000; columns make a million cheap. */
  public static final int TASKS_MAX = 1_000_000;

  /** Items in one event or message: keeps each below 128 KiB, half of a remoting frame. */
  public static final int ITEMS_MAX = 1_000;

  /** One event or message, as far as it can be estimated beforehand: half of a remoting frame. */
  public static final int BYTES_MAX = 128 * 1024;

  /** Any wait, time-out or interval: 365 days, far from any overflow. */
  public static final long WAIT_MILLIS_MAX = 365L * 24 * 60 * 60 * 1000;

  /** A message for people that is kept in the journal. */
  public static final int MESSAGE_CHARS_MAX = 4_000;

  /** All task values of one attempt together, as JSON: the Databricks limit of 48 KiB. */
  public static final int VALUES_BYTES_MAX = 48 * 1024;

  /** Inputs of a loop that come from a reference, as JSON: the Databricks limit of 48 KiB. */
  public static final int INPUTS_BYTES_MAX = 48 * 1024;

  /** All references of one attempt, filled in: beside them a message has room for much else. */
  public static final int REFERENCES_BYTES_MAX = 64 * 1024;

  /** All parameters of a run with their values: five times what Databricks allows. */
  public static final int PARAMETERS_BYTES_MAX = 48 * 1024;

  /**
   * All files and other jobs that a run names: 1,000 files with paths of 120 characters. Beside
   * them a message has room for the parameters.
   */
  public static final int CONTENT_BYTES_MAX = 160 * 1024;

  /** Iterations of one loop; as many as tasks. */
  public static final int ITERATIONS_MAX = TASKS_MAX;

  /** Iterations of one loop that run at the same time: the Databricks limit. */
  public static final int CONCURRENCY_MAX = 100;

  /** How many runs may lie above a run: Databricks nests no more than three Run Job tasks. */
  public static final int RUN_DEPTH_MAX = 3;

  /** Repairs of one run that are kept. */
  public static final int REPAIRS_MAX = 1_000;

  /** Job clusters of one job: the Databricks limit. */
  public static final int JOB_CLUSTERS_MAX = 100;

  /** Nodes of one job cluster. */
  public static final int NODES_MAX = 1_000;

  /** Slots of one worker. */
  public static final int SLOTS_MAX = 100_000;

  /** Labels of one worker, or that one task asks for. */
  public static final int LABELS_MAX = 32;

  /** Different places that the tasks of one job may name: each has its own leases. */
  public static final int SITES_MAX = 1_000;

  private static final String CUT = "… [cut here]";

  private Limits() {}

  /** {@code text}, cut to {@link #MESSAGE_CHARS_MAX} with a mark where it was cut. */
  public static String message(String text) {
    if (text.length() <= MESSAGE_CHARS_MAX) {
      return text;
    }
    var end = MESSAGE_CHARS_MAX - CUT.length();
    var whole = Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    return text.substring(0, whole) + CUT;
  }
}
