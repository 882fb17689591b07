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

  private final int root;
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
    var table = ProcTable.read();
    var found = new HashSet<Integer>();
    found.add(root);
    table.rows().stream().filter(this::belongs).forEach(row -> found.add(row.pid()));
    var family = table.withDescendants(found);
    family.remove(root);
    return family;
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
