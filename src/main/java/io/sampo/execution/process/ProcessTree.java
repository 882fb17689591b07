package io.sampo.execution.process;

import io.sampo.execution.posix.Posix;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A process and all that it started, directly or not: its session and group, everything whose
 * environment carries the attempt's entries, and whatever descends from these. What clears its
 * environment, leaves the session and has lost its parent is not found.
 */
final class ProcessTree {

  /** For so long no number is given away twice: not even the 32,768 of small machines are. */
  private static final long MOMENT_NANOS = 1_000_000_000;

  /** So many processes are looked at faster than the list of all of them is read. */
  private static final int FEW = 64;

  private static final int TRIES = 3;

  private final int root;
  private final long madeNanos = System.nanoTime();
  private final long started;
  private final List<String> entries;

  /**
   * The tree of a child that has not been reaped; its number must stay taken for as long as the
   * tree is used.
   *
   * @param entries of the environment, {@code NAME=VALUE}, which together belong to this tree only
   */
  ProcessTree(int root, List<String> entries) {
    this.root = root;
    this.started = ProcTable.row(root).map(ProcTable.Row::started).orElse(0L);
    this.entries = List.copyOf(entries);
  }

  /** Sends {@code signal} to the group of the root, the root included, and to all others. */
  void signal(int signal) {
    Posix.kill(-root, signal);
    members().forEach(pid -> Posix.kill(pid, signal));
  }

  /** All that live, the root left out. */
  Set<Integer> members() {
    var table = candidates();
    var found = new HashSet<Integer>();
    found.add(root);
    table.rows().stream().filter(this::belongs).forEach(row -> found.add(row.pid()));
    var family = table.withDescendants(found);
    family.remove(root);
    return family;
  }

  /**
   * All processes, or those few that have begun since the root did, if none has begun while they
   * were looked at: what belongs to the tree is among them, since numbers grow for a while. Most
   * attempts that take a moment leave nothing behind, and are done with that.
   */
  private ProcTable candidates() {
    var newest = ProcTable.newest();
    for (var i = 0; i < TRIES; i++) {
      var isMoment = System.nanoTime() - madeNanos < MOMENT_NANOS;
      if (!isMoment || newest < root || newest - root > FEW) {
        return ProcTable.read();
      }
      var table = ProcTable.read(root + 1, newest);
      var before = newest;
      newest = ProcTable.newest();
      if (newest == before) {
        return table;
      }
    }
    return ProcTable.read();
  }

  private boolean belongs(ProcTable.Row row) {
    return row.session() == root
        || row.group() == root
        || (row.started() >= started && carriesEntries(row.pid()));
  }

  private boolean carriesEntries(int pid) {
    var environment = ProcTable.environment(pid);
    return entries.stream().allMatch(entry -> environment.contains("\0" + entry + "\0"));
  }
}
