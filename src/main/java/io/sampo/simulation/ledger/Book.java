package io.sampo.simulation.ledger;

import io.sampo.model.JobDefinition;
import io.sampo.model.RunResult;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskKey;
import io.sampo.model.TaskStatus;
import io.sampo.model.Work;
import io.sampo.run.StopReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The lines of one run, and what is recorded of it as a whole. */
final class Book {

  final JobDefinition job;
  final List<Line> lines = new ArrayList<>();
  final Map<String, String> parameters = new HashMap<>();
  private final Map<TaskKey, Integer> numbers = new HashMap<>();
  private final List<List<Integer>> above = new ArrayList<>();
  private final List<List<Integer>> below = new ArrayList<>();
  long epoch = 1;
  long lastFence;
  @Nullable StopReason stopped;
  @Nullable RunResult result;

  Book(JobDefinition job) {
    this.job = job;
    for (var task : job.tasks()) {
      numbers.put(task.key(), lines.size());
      lines.add(new Line(lines.size(), task, -1, ""));
      below.add(new ArrayList<>());
    }
    for (var task : job.tasks()) {
      var number = above.size();
      above.add(new ArrayList<>());
      for (var dependency : task.dependsOn()) {
        var other = number(dependency.task());
        above.getLast().add(other);
        below.get(other).add(number);
      }
    }
    jobLines().forEach(this::look);
  }

  List<Line> jobLines() {
    return lines.subList(0, job.tasks().size());
  }

  int number(TaskKey key) {
    var number = numbers.get(key);
    if (number == null) {
      throw new Violation("I2", "no task " + key);
    }
    return number;
  }

  Line line(int task) {
    if (task < 0 || task >= lines.size()) {
      throw new Violation("I2", "no such task: " + task);
    }
    return lines.get(task);
  }

  List<Line> above(Line line) {
    return above.get(line.task).stream().map(this::line).toList();
  }

  List<Line> below(Line line) {
    return below.get(line.task).stream().map(this::line).toList();
  }

  boolean isLeaf(Line line) {
    return below.get(line.task).isEmpty();
  }

  /** Every task that has to come to rest before this one, by key. */
  Map<String, Line> ancestors(Line line) {
    var found = new HashMap<String, Line>();
    var open = new TreeSet<Integer>(above.get(line.loop < 0 ? line.task : line.loop));
    while (!open.isEmpty()) {
      var next = line(open.removeLast());
      if (found.put(next.definition.key().value(), next) == null) {
        open.addAll(above.get(next.task));
      }
    }
    return found;
  }

  /** Whether everything above is at rest. */
  boolean isDecided(Line line) {
    return above(line).stream().allMatch(one -> one.rest != null);
  }

  @Nullable TaskStatus verdict(Line line) {
    return Truth.verdict(line.definition, above(line));
  }

  /** Notes whether the task may run by now. */
  void look(Line line) {
    if (line.rest == null && !line.isUnderWay() && isDecided(line)) {
      line.called |= verdict(line) == null;
    }
  }

  /** Why the task is to end. */
  @Nullable StopReason stopping(Line line) {
    return stopped != null ? stopped : line.stopping;
  }

  /** Whether it, or the loop that it is in, is to end. */
  boolean isDoomed(Line line) {
    return stopping(line) != null || (line.loop >= 0 && line(line.loop).stopping != null);
  }

  void rest(Line line, TaskStatus status, Object what) {
    Violation.must("I2", line.rest == null, "a second rest: ", what);
    Violation.must("I3", !line.isUnderWay(), "rests while under way: ", what);
    line.rest = status;
    line.stopping = null;
    line.begun = null;
    line.called = false;
    if (line.loop < 0) {
      below(line).forEach(this::look);
    }
  }

  /** Whether something of the task may begin now. */
  void mustBegin(Line line, Object what) {
    Violation.must("I7", !isDoomed(line), "begins after the stop: ", what);
    Violation.must("I2", line.rest == null, "begins after its rest: ", what);
    Violation.must("I3", !line.isUnderWay(), "begins while under way: ", what);
    Violation.must(
        "I1", line.loop < 0 ? line.called : line(line.loop).looping, "begins too early: ", what);
    line.tried = true;
    if (line.loop >= 0) {
      var loop = line(line.loop);
      var open = iterations(loop).stream().filter(one -> one.tried && one.rest == null).count();
      Violation.must("loop", open <= concurrency(loop.definition), "too many at once: ", what);
    }
  }

  List<Line> iterations(Line loop) {
    var pass = loop.pass;
    return pass == null ? List.of() : lines.subList(pass.first(), pass.first() + pass.count());
  }

  private static int concurrency(TaskDefinition loop) {
    return loop.work() instanceof Work.ForEach each ? each.concurrency() : 0;
  }
}
