package io.sampo.simulation.ledger;

import static io.sampo.simulation.ledger.Violation.must;

import io.sampo.model.TaskStatus;
import io.sampo.run.RunCommand;
import io.sampo.run.RunEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Repairs as they were wished, and what people said of tasks. */
final class Repairs {

  private final Book book;
  private final Map<Long, RunCommand.Repair> wished = new HashMap<>();
  private final List<Long> done = new ArrayList<>();

  /** What the repair under way has yet to reset. */
  private final Set<Integer> toReset = new HashSet<>();

  Repairs(Book book) {
    this.book = book;
  }

  void wish(RunCommand.Repair repair) {
    wished.put(repair.id(), repair);
  }

  /** The last one on disk; null if there is none. */
  @Nullable Long latest() {
    return done.isEmpty() ? null : done.getLast();
  }

  boolean isDone(long repair) {
    return done.contains(repair);
  }

  void repair(RunEvent.RunRepaired repaired) {
    var wish = wished.get(repaired.repair());
    if (wish == null) {
      throw new Violation("repair", "nobody asked for " + repaired);
    }
    must("repair", !done.contains(repaired.repair()), "done twice: ", repaired);
    must("repair", Objects.equals(wish.latestRepairId(), latest()), latest(), ": ", repaired);
    must("repair", book.result != null || book.stopped == null, "while stopping: ", repaired);
    book.parameters.putAll(wish.parameters());
    must("repair", repaired.parameters().equals(book.parameters), "parameters: ", repaired);
    done.add(repaired.repair());
    toReset.addAll(tasks(wish));
    if (book.result != null) {
      book.result = null;
      book.stopped = null;
    }
  }

  private Set<Integer> tasks(RunCommand.Repair wish) {
    var tasks = new HashSet<Integer>();
    wish.tasks().forEach(key -> tasks.add(book.number(key)));
    if (wish.allFailed()) {
      book.jobLines().stream()
          .filter(line -> Truth.isBad(line.rest))
          .forEach(line -> tasks.add(line.task));
    }
    if (wish.dependents()) {
      var seen = new HashSet<>(tasks);
      var open = new ArrayDeque<>(tasks);
      while (!open.isEmpty()) {
        for (var below : book.below(book.line(open.remove()))) {
          if (seen.add(below.task)) {
            open.add(below.task);
            if (below.rest != null) {
              tasks.add(below.task);
            }
          }
        }
      }
    }
    return tasks;
  }

  void reset(int task) {
    var line = book.line(task);
    must("repair", toReset.remove(task), "nobody asked to reset ", line);
    must("repair", line.rest != null && !line.isUnderWay(), "not at rest: ", line);
    line.reset();
    book.look(line);
    for (var below : book.below(line)) {
      if (below.rest == null && !below.isUnderWay()) {
        below.called = false;
      }
    }
  }

  /** Nothing but resets stands between the beginning and the end of a repair. */
  void mustBeThrough(RunEvent event) {
    must("repair", toReset.isEmpty(), "still to be reset: ", toReset, " before ", event);
  }

  void mark(RunEvent.TaskMarked marked) {
    var line = book.line(marked.task());
    must("mark", line.loop < 0 && !line.isUnderWay(), "under way: ", marked);
    must("mark", book.result != null || book.stopped == null, "while stopping: ", marked);
    must("mark", line.rest != marked.status(), "it is that: ", marked);
    must(
        "mark",
        marked.status() == TaskStatus.SUCCESS || marked.status() == TaskStatus.EXCLUDED,
        marked);
    book.result = null;
    if (line.rest == null) {
      book.rest(line, marked.status(), marked);
    } else {
      line.rest = marked.status();
    }
  }
}
