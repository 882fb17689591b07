package io.sampo.worker;

import io.sampo.message.Assignment;
import io.sampo.model.Outcome;
import io.sampo.model.RunId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * The actors that carry out attempts: which of them has which task, and those that have none at
 * present. One that has never failed still has its whole budget of restarts, so it takes another
 * task with the same budget.
 */
final class Crew {

  /** A task of a run. */
  private record Task(RunId run, int number) {}

  /** The actor of a task, and how it stands with the attempt that it was last told to begin. */
  private static final class Member {

    final ActorRef<Attempt.Command> actor;
    final int retriesLeft;
    Task task;
    long fence;
    boolean isWaiting = true;
    boolean hasSucceeded;
    boolean wasRestarted;

    Member(ActorRef<Attempt.Command> actor, int retriesLeft, Task task) {
      this.actor = actor;
      this.retriesLeft = retriesLeft;
      this.task = task;
    }
  }

  private final IntFunction<ActorRef<Attempt.Command>> hire;
  private final int idleMax;
  private final Map<Task, Member> busy = new HashMap<>();
  private final Map<ActorRef<Attempt.Command>, Member> members = new HashMap<>();

  /** By what is left of the retries of those that are started by {@code hire}. */
  private final Map<Integer, Deque<Member>> idle = new HashMap<>();

  private int idleCount;

  /**
   * A crew of nobody.
   *
   * @param hire starts an actor with so many retries left, whose end is told by {@link #gone}
   * @param idleMax how many may have nothing to do; at least 0
   */
  Crew(IntFunction<ActorRef<Attempt.Command>> hire, int idleMax) {
    this.hire = hire;
    this.idleMax = idleMax;
  }

  /**
   * Has the actor that waits for the task's next attempt begin it, or another one; also if the last
   * attempt's end is not settled yet, whose actor does not wait.
   */
  void begin(RunId run, Assignment assignment, Attempt.Preparation preparation) {
    var task = new Task(run, assignment.task());
    var known = busy.get(task);
    if (known != null && !known.isWaiting) {
      known.actor.tell(new Attempt.Command.Rest());
    }
    var member = known != null && known.isWaiting ? known : member(task, assignment.retriesLeft());
    busy.put(task, member);
    member.fence = assignment.fence();
    member.isWaiting = false;
    member.hasSucceeded = false;
    member.actor.tell(new Attempt.Command.Begin(run, task.number(), member.fence, preparation));
  }

  private Member member(Task task, int retriesLeft) {
    var free = idle.get(retriesLeft);
    if (free != null && !free.isEmpty()) {
      idleCount--;
      var member = free.pop();
      member.task = task;
      return member;
    }
    var member = new Member(hire.apply(retriesLeft), retriesLeft, task);
    members.put(member.actor, member);
    return member;
  }

  /** Has the attempt end. */
  void stop(RunId run, Assignment assignment, long graceMillis) {
    var member = member(run, assignment.task(), assignment.fence());
    if (member != null) {
      member.actor.tell(new Attempt.Command.Stop(graceMillis));
    }
  }

  /** The attempt is over. */
  void over(Attempt.Over over) {
    var member = member(over.run(), over.task(), over.fence());
    if (member != null) {
      member.hasSucceeded = over.outcome() instanceof Outcome.Succeeded;
    }
  }

  /** Its end is in the run's journal, and the actor is to wait for the task's next attempt. */
  void retry(RunId run, Assignment assignment) {
    var member = member(run, assignment.task(), assignment.fence());
    if (member != null) {
      member.isWaiting = true;
      member.wasRestarted = true;
      member.actor.tell(new Attempt.Command.Retry());
    }
  }

  /** Its end is in the run's journal, and the actor is not needed for that task any more. */
  void rest(RunId run, Assignment assignment) {
    var member = member(run, assignment.task(), assignment.fence());
    if (member == null) {
      return;
    }
    busy.remove(member.task);
    if (member.hasSucceeded && !member.wasRestarted && idleCount < idleMax) {
      idle.computeIfAbsent(member.retriesLeft, _ -> new ArrayDeque<>()).push(member);
      idleCount++;
    } else {
      member.actor.tell(new Attempt.Command.Rest());
    }
  }

  /** Who was told to begin that very attempt, and no other one of the task since. */
  private @Nullable Member member(RunId run, int task, long fence) {
    var member = busy.get(new Task(run, task));
    return member == null || member.fence != fence ? null : member;
  }

  /** An attempt that is lost, since its actor has ended before it. */
  record Lost(RunId run, long fence) {}

  /** An actor has ended: what it had, if that was not over. */
  @Nullable Lost gone(ActorRef<Attempt.Command> actor) {
    var member = members.remove(actor);
    if (member == null) {
      return null;
    }
    var free = idle.get(member.retriesLeft);
    if (free != null && free.remove(member)) {
      idleCount--;
    }
    return busy.remove(member.task, member) ? new Lost(member.task.run(), member.fence) : null;
  }
}
