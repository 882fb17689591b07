package io.sampo.cli.cluster.process;

/** What {@code cluster kill} may do to a node's process. */
public enum NodeSignal {
  /** A crash. */
  KILL(9, true),
  /** An orderly end. */
  TERM(15, true),
  /** A pause, which looks like a machine that hangs. */
  STOP(19, false),
  /** The end of a pause. */
  CONT(18, false);

  private final int number;
  private final boolean ends;

  NodeSignal(int number, boolean ends) {
    this.number = number;
    this.ends = ends;
  }

  public int number() {
    return number;
  }

  /** Whether the process is gone afterwards. */
  public boolean ends() {
    return ends;
  }
}
