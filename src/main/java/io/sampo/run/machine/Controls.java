package io.sampo.run.machine;

import io.sampo.model.Limits;
import io.sampo.model.Now;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskStatus;
import io.sampo.model.Work;
import io.sampo.run.RunEvent;
import io.sampo.run.RunEvent.TasksConcluded.Concluded;
import io.sampo.run.StopReason;
import io.sampo.run.reference.TaskReferences;
import io.sampo.run.reference.Unresolved;
import io.sampo.run.state.LiveRun;
import io.sampo.run.state.Loop;
import io.sampo.template.Comparisons;
import io.sampo.template.JsonArray;
import io.sampo.template.NotANumber;
import io.sampo.template.NotJson;
import io.sampo.template.Template;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what needs no worker: conditions are decided, loops are opened and closed. The run of
 * another job has to wait for an id, see {@link Children}. Serves one decision.
 */
final class Controls {

  private final LiveRun run;
  private final Now now;
  private final List<Concluded> concluded = new ArrayList<>();
  private final List<RunEvent> loops = new ArrayList<>();
  private int size;

  Controls(LiveRun run, Now now) {
    this.run = run;
    this.now = now;
    size = run.size();
  }

  /** What becomes of loops that are through and of tasks that may begin. */
  List<RunEvent> decide() {
    run.loopsDone().forEach(this::close);
    for (var task : run.beginnable(now.elapsedMillis())) {
      begin(task, run.definition(task));
    }
    var events = new ArrayList<>(Resting.concluded(concluded, now));
    events.addAll(loops);
    return events;
  }

  private void begin(int task, TaskDefinition definition) {
    try {
      switch (definition.work()) {
        case Work.Condition condition -> decide(task, condition);
        case Work.ForEach loop -> open(task, loop);
        case Work.RunJob _ -> {}
        case Work.Shell _, Work.JavaClass _, Work.Notebook _, Work.Sql _ ->
            throw new IllegalStateException("task %d needs a worker".formatted(task));
      }
    } catch (Unresolved | NotANumber | NotJson refusal) {
      var reason = String.valueOf(refusal.getMessage());
      concluded.add(Resting.concluded(task, TaskStatus.FAILED, reason));
    }
  }

  private void decide(int task, Work.Condition condition) throws Unresolved {
    var left = TaskReferences.fill(run, task, condition.left());
    var right = TaskReferences.fill(run, task, condition.right());
    var holds = Comparisons.holds(condition.operator(), left, right);
    var message = "'%s' %s '%s' is %s".formatted(left, condition.operator(), right, holds);
    concluded.add(Resting.concluded(task, TaskStatus.SUCCESS, holds, message));
  }

  private void open(int task, Work.ForEach loop) throws Unresolved {
    var inputs = inputs(task, loop);
    var array = JsonArray.parse(inputs == null ? loop.inputs() : inputs);
    if (array.size() > Limits.ITERATIONS_MAX) {
      throw new Unresolved(
          "inputs: %,d elements (expected: at most %,d)"
              .formatted(array.size(), Limits.ITERATIONS_MAX));
    }
    var before = run.loop(task);
    if (before != null && isUnfinished(before) && before.inputs().equals(array.text())) {
      loops.add(new RunEvent.LoopStarted(now, task, before.first(), array.size(), inputs, true));
    } else {
      loops.add(new RunEvent.LoopStarted(now, task, size, array.size(), inputs, false));
      size += array.size();
    }
  }

  /** What the inputs become in this run; null if they stand in the definition as they are. */
  private @Nullable String inputs(int task, Work.ForEach loop) throws Unresolved {
    if (Template.parse(loop.inputs()).isPlain()) {
      return null;
    }
    var filled = TaskReferences.fill(run, task, loop.inputs());
    var bytes = filled.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > Limits.INPUTS_BYTES_MAX) {
      throw new Unresolved(
          "inputs from a reference: %,d bytes (expected: at most %,d; inputs_file may be longer)"
              .formatted(bytes, Limits.INPUTS_BYTES_MAX));
    }
    return filled;
  }

  private static boolean isUnfinished(Loop loop) {
    return loop.statistics().succeeded() < loop.count();
  }

  private void close(Loop loop) {
    var statistics = loop.statistics();
    var stopping = run.stopping(loop.task());
    if (stopping != null) {
      concluded.add(stopped(loop.task(), stopping));
    } else if (statistics.failed() > 0) {
      concluded.add(
          Resting.concluded(
              loop.task(),
              TaskStatus.FAILED,
              "%,d of %,d iterations failed".formatted(statistics.failed(), statistics.total())));
    } else if (statistics.canceled() > 0) {
      concluded.add(
          Resting.concluded(
              loop.task(),
              TaskStatus.CANCELED,
              "%,d of %,d iterations were canceled"
                  .formatted(statistics.canceled(), statistics.total())));
    } else {
      concluded.add(
          Resting.concluded(
              loop.task(),
              TaskStatus.SUCCESS,
              "%,d iterations succeeded".formatted(statistics.total())));
    }
  }

  private Concluded stopped(int task, StopReason reason) {
    return switch (reason) {
      case CANCELED -> Resting.concluded(task, TaskStatus.CANCELED, "canceled");
      case TIMED_OUT ->
          run.stopping() != null
              ? Resting.concluded(task, TaskStatus.CANCELED, "the run timed out")
              : Resting.concluded(
                  task,
                  TaskStatus.TIMEDOUT,
                  "timed out after %d ms".formatted(run.definition(task).timeoutMillis()));
    };
  }
}
