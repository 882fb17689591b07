package io.sampo.projection.why;

import io.sampo.model.TaskStatus;
import io.sampo.model.Work;
import io.sampo.projection.AttemptState;
import io.sampo.projection.why.Reason.NoFreeSlot.Holder;
import io.sampo.run.fleet.Stretch;
import io.sampo.run.state.LiveRun;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Why a task that has not come to rest stands where it does. */
final class Unfinished {

  private static final int NAMED_MAX = 20;

  /** Of several tasks that one waits for, the one to follow: it has the longest way to go. */
  private static final List<TaskStatus> LONGEST_FIRST =
      List.of(
          TaskStatus.BLOCKED,
          TaskStatus.BACKING_OFF,
          TaskStatus.READY,
          TaskStatus.ASSIGNED,
          TaskStatus.RUNNING);

  private final Telling telling;
  private final LiveRun run;

  Unfinished(Telling telling) {
    this.telling = telling;
    run = telling.run;
  }

  int blocked(int task) {
    if (telling.isIteration(task)) {
      return turn(task);
    }
    var waits =
        IntStream.of(telling.above(task)).filter(above -> !run.status(above).isFinal()).boxed();
    var line = waits.sorted(Comparator.comparingInt(this::wayToGo)).toList();
    if (line.isEmpty()) {
      return isHeldUp(task) ? Telling.END : telling.end(task, new Reason.AboutToBegin());
    }
    var first = line.getFirst();
    telling.say(
        task,
        new Reason.WaitsForDependency(
            telling.history.name(first),
            run.status(first),
            line.size() - 1,
            blockedSince(task),
            telling.usual(first)));
    return first;
  }

  private int wayToGo(int task) {
    return LONGEST_FIRST.indexOf(run.status(task));
  }

  private long blockedSince(int task) {
    var reset = telling.incidents.lastMillis(task);
    return reset == 0 ? run.submittedWallMillis() : reset;
  }

  private int turn(int task) {
    var loop = run.loopOf(task);
    var before =
        IntStream.range(loop.first(), task).filter(one -> telling.is(one, TaskStatus.BLOCKED));
    telling.say(
        task,
        new Reason.WaitsForTurn(
            telling.history.name(loop.task()),
            concurrency(loop.task()),
            loop.statistics().active(),
            (int) before.count()));
    isHeldUp(task);
    return Telling.END;
  }

  private int concurrency(int task) {
    return run.definition(task).work() instanceof Work.ForEach work ? work.concurrency() : 0;
  }

  int ready(int task) {
    var returned = telling.incidents.returned(task);
    if (returned != null) {
      telling.say(task, new Reason.GivenBack(returned.why(), returned.atMillis()));
    }
    lost(task);
    if (isHeldUp(task)) {
      return Telling.END;
    }
    return run.definition(task).work().needsNoWorker()
        ? telling.end(task, new Reason.AboutToBegin())
        : slot(task);
  }

  private void lost(int task) {
    var last = telling.last(task);
    if (last != null && last.state() == AttemptState.LOST) {
      telling.say(task, new Reason.LostWorker(last.node(), run.lost(task), true, last.message()));
    }
  }

  int backingOff(int task) {
    var until = telling.history.retryAtMillis(task);
    var left = Math.max(0, until - telling.around.nowMillis());
    var last = telling.last(task);
    telling.say(
        task,
        new Reason.BackingOff(
            telling.attempt(task, run.attempt(task)),
            until,
            left,
            last == null ? null : last.message()));
    if (isHeldUp(task) || left > 0) {
      return Telling.END;
    }
    return run.definition(task).work().needsNoWorker() ? Telling.END : slot(task);
  }

  int assigned(int task) {
    if (isHandless(task)) {
      return Telling.END;
    }
    var worker = run.lastWorker(task);
    telling.say(
        task,
        new Reason.HandedOver(
            worker == null ? "" : worker.name(), telling.incidents.lastMillis(task)));
    stopping(task);
    return Telling.END;
  }

  int running(int task) {
    var child = run.children().get(task);
    if (child != null) {
      telling.say(task, new Reason.ChildRun(child.child().value(), "RUNNING", null));
    }
    if (isHandless(task)) {
      return Telling.END;
    }
    if (child == null) {
      telling.say(task, runningSince(task));
    }
    var loop = run.isHeld(task) || telling.isIteration(task) ? null : run.loop(task);
    if (loop != null) {
      var now = loop.statistics();
      telling.say(
          task,
          new Reason.LoopRunning(
              now.total(),
              now.succeeded(),
              now.failed(),
              now.canceled(),
              telling.history.underWay(loop)));
    }
    stopping(task);
    return Telling.END;
  }

  private Reason runningSince(int task) {
    var last = run.isHeld(task) ? telling.last(task) : null;
    @Nullable Long began = last == null ? null : last.startMillis();
    var since = began == null ? telling.incidents.lastMillis(task) : began;
    return new Reason.Running(
        telling.attempt(task, run.attempt(task)),
        last == null ? null : last.node(),
        since,
        Math.max(0, telling.around.nowMillis() - since),
        telling.usual(task));
  }

  private void stopping(int task) {
    if (run.stopping(task) != null) {
      var stop = Objects.requireNonNull(telling.stop(task, Long.MAX_VALUE));
      telling.say(
          task, new Reason.Stopping(stop.reason(), stop.by(), stop.wholeRun(), stop.atMillis()));
    }
  }

  private int slot(int task) {
    var stretch = run.fleet().present().get(run.cluster(task));
    if (stretch != null && stretch.arrived().size() < stretch.nodes()) {
      return telling.end(task, cluster(stretch));
    }
    var pool = telling.around.pool();
    if (pool != null && pool.workers() == 0) {
      return telling.end(task, new Reason.NoWorker());
    }
    var isFull = pool == null ? run.heldCount() > 0 : pool.freeSlots() == 0;
    if (isFull) {
      telling.say(task, noFreeSlot());
    }
    var before = telling.is(task, TaskStatus.READY) ? before(task) : 0;
    if (before > 0) {
      telling.say(task, new Reason.Queue(before));
    }
    return isFull || before > 0 ? Telling.END : telling.end(task, new Reason.AboutToBegin());
  }

  private Reason cluster(Stretch stretch) {
    var since = stretch.requested().wallMillis();
    return new Reason.WaitsForCluster(
        run.plan().clusters().key(stretch.cluster()),
        stretch.arrived().size(),
        stretch.nodes(),
        since,
        Math.max(0, telling.around.nowMillis() - since),
        stretch.trouble());
  }

  private Reason noFreeSlot() {
    var holders = new ArrayList<Holder>();
    for (var worker : run.holders()) {
      for (var held : run.heldBy(worker).values()) {
        if (holders.size() < NAMED_MAX) {
          holders.add(new Holder(telling.history.name(held), worker.name()));
        }
      }
    }
    return new Reason.NoFreeSlot(holders, run.heldCount() - holders.size());
  }

  /** Ready tasks that come first; back-offs that are over come before all of them. */
  private int before(int task) {
    var line = run.startable(run.site(task), Long.MIN_VALUE, Integer.MAX_VALUE);
    return (int) IntStream.of(line).takeWhile(other -> other != task).count();
  }

  private boolean isHandless(int task) {
    if (telling.around.hands() != Around.Hands.NONE) {
      return false;
    }
    telling.say(task, new Reason.Interrupted(run.run().value()));
    return true;
  }

  /** Says so if the run starts nothing at all. */
  private boolean isHeldUp(int task) {
    if (isHandless(task)) {
      return true;
    }
    var line = telling.around.line();
    if (telling.around.hands() == Around.Hands.HOLDING) {
      telling.say(task, new Reason.Paused());
    } else if (line != null && line.paused()) {
      telling.say(task, new Reason.JobPaused());
    } else if (line != null && line.runsBefore() > 0) {
      telling.say(task, new Reason.RunQueued(line.runsBefore()));
    } else {
      return false;
    }
    return true;
  }
}
