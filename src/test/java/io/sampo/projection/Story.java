package io.sampo.projection;

import io.sampo.model.ContentHash;
import io.sampo.model.JobDefinition;
import io.sampo.model.Now;
import io.sampo.model.Outcome;
import io.sampo.model.RetryPolicy;
import io.sampo.model.RunId;
import io.sampo.model.RunResult;
import io.sampo.model.Submission;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskKey;
import io.sampo.model.TaskStatus;
import io.sampo.model.Work;
import io.sampo.model.WorkerId;
import io.sampo.run.RunEvent;
import io.sampo.run.RunEvent.AssignmentsReturned.Returned;
import io.sampo.run.RunEvent.AttemptsBegan.Began;
import io.sampo.run.RunEvent.AttemptsEnded.Ended;
import io.sampo.run.RunEvent.AttemptsEnded.Next;
import io.sampo.run.RunEvent.AttemptsStarted.Started;
import io.sampo.run.StopReason;
import io.sampo.run.state.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The journal of a run, told event by event; its clock stands until {@link #later} is called. */
public final class Story {

  /** When every story begins, in milliseconds since the epoch. */
  public static final long START = 1_700_000_000_000L;

  private static final WorkerId WORKER = new WorkerId("worker-1", 1);

  private final List<Journaled> events = new ArrayList<>();
  private long nowMillis = START;
  private long fence;

  /** The submission of a run. */
  public static Story of(long run, String jobName) {
    var story = new Story();
    var submission = Submission.of(new ContentHash("0".repeat(64)), Map.of(), Map.of());
    return story.add(
        new RunEvent.RunSubmitted(
            story.now(), new RunId(run), jobName, submission, Map.of(), "here"));
  }

  /** A job of commands, each given as its key and the keys it depends on. */
  public static JobDefinition job(String name, String... tasks) {
    var definitions = new ArrayList<TaskDefinition>();
    for (var task : tasks) {
      var words = List.of(task.split(" "));
      var above = words.stream().skip(1).map(TaskKey::new).toList();
      var work = new Work.Shell(List.of("true"), Map.of(), null);
      var retry = new RetryPolicy(2, 0, false, null, Set.of(), Set.of(), 10);
      definitions.add(TaskDefinition.of(new TaskKey(words.getFirst()), above, work).with(retry));
    }
    return new JobDefinition(name, List.of(), definitions, 0, 0);
  }

  public Story later(long millis) {
    nowMillis += millis;
    return this;
  }

  public Story assigned(int task, int attempt) {
    return add(
        new RunEvent.AttemptsStarted(now(), WORKER, List.of(new Started(task, attempt, ++fence))));
  }

  public Story began(int task, int attempt) {
    return add(new RunEvent.AttemptsBegan(now(), List.of(new Began(task, attempt, nowMillis))));
  }

  public Story running(int task, int attempt) {
    return assigned(task, attempt).began(task, attempt);
  }

  public Story returned(int task, int attempt) {
    return add(
        new RunEvent.AssignmentsReturned(
            now(), List.of(new Returned(task, attempt, fence, "full"))));
  }

  public Story succeeded(int task, int attempt, long ranMillis, Map<String, String> values) {
    return ended(
        task, attempt, new Outcome.Succeeded(values), ranMillis, new Next.Rest(TaskStatus.SUCCESS));
  }

  public Story failed(int task, int attempt, String message, Next next) {
    return ended(task, attempt, new Outcome.Failed(false, message, 1, null), 500, next);
  }

  public Story ended(int task, int attempt, Outcome outcome, long ranMillis, Next next) {
    var began = ranMillis == 0 ? 0 : nowMillis - ranMillis;
    return add(
        new RunEvent.AttemptsEnded(
            now(), List.of(new Ended(task, attempt, fence, outcome, began, ranMillis, next))));
  }

  public Story resolved(TaskStatus status, Integer... tasks) {
    return add(new RunEvent.TasksResolved(now(), status, List.of(tasks)));
  }

  public Story takenOver(String node) {
    return add(new RunEvent.TakenOver(now(), 2, node));
  }

  public Story stopped(String by) {
    return add(new RunEvent.StopRequested(now(), StopReason.CANCELED, by));
  }

  public Story over(RunResult result, String message) {
    return add(new RunEvent.RunEnded(now(), result, message));
  }

  /** A repair that has these tasks run again. */
  public Story repaired(long repair, Integer... tasks) {
    return add(new RunEvent.RunRepaired(now(), repair, Map.of(), "ann"))
        .add(new RunEvent.TasksReset(now(), List.of(tasks)));
  }

  public List<Journaled> events() {
    return List.copyOf(events);
  }

  /** The history that a run of {@code job} with these events has. */
  public RunHistory history(JobDefinition job) {
    var history = new RunHistory(Plan.of(job));
    events.forEach(history::accept);
    return history;
  }

  private Story add(RunEvent event) {
    events.add(new Journaled(events.size() + 1L, event));
    return this;
  }

  private Now now() {
    return new Now(nowMillis, nowMillis - START);
  }
}
