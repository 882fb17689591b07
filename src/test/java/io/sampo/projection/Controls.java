package io.sampo.projection;

import io.sampo.model.ContentHash;
import io.sampo.model.JobDefinition;
import io.sampo.model.Submission;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskDefinition.Dependency;
import io.sampo.model.TaskDefinition.RunIf;
import io.sampo.model.TaskKey;
import io.sampo.model.Work;
import io.sampo.run.RunCommand;
import io.sampo.run.RunEvent;
import io.sampo.run.RunStory;
import io.sampo.run.Tasks;
import io.sampo.run.state.Plan;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Tasks that need no worker, for tests, and runs of them by the real machine. */
public final class Controls {

  private Controls() {}

  /** Whether {@code left} is greater than {@code right}. */
  public static TaskDefinition condition(String key, String left, String right, String... above) {
    return with(
        Tasks.task(key, above), new Work.Condition(Work.Comparison.GREATER_THAN, left, right));
  }

  /** A loop through {@code inputs}, so many at a time. */
  public static TaskDefinition loop(
      String key, String inputs, int concurrency, TaskDefinition nested, String... above) {
    return with(Tasks.task(key, above), new Work.ForEach(inputs, concurrency, nested));
  }

  /** A run of the job {@code other}. */
  public static TaskDefinition child(String key, String... above) {
    return with(Tasks.task(key, above), new Work.RunJob("other", Map.of()));
  }

  public static TaskDefinition when(boolean outcome, TaskDefinition task) {
    return task.with(
        task.dependsOn().stream().map(above -> new Dependency(above.task(), outcome)).toList());
  }

  public static TaskDefinition runIf(RunIf rule, TaskDefinition task) {
    return task.with(rule);
  }

  public static TaskDefinition disabled(TaskDefinition task) {
    return new TaskDefinition(
        task.key(),
        task.dependsOn(),
        task.runIf(),
        true,
        task.work(),
        task.retry(),
        task.timeoutMillis(),
        task.warnMillis(),
        task.expectedMillis(),
        task.compute());
  }

  public static TaskDefinition warned(long millis, TaskDefinition task) {
    return new TaskDefinition(
        task.key(),
        task.dependsOn(),
        task.runIf(),
        task.disabled(),
        task.work(),
        task.retry(),
        task.timeoutMillis(),
        millis,
        task.expectedMillis(),
        task.compute());
  }

  public static TaskDefinition with(TaskDefinition task, Work work) {
    return new TaskDefinition(
        task.key(),
        task.dependsOn(),
        task.runIf(),
        task.disabled(),
        work,
        task.retry(),
        task.timeoutMillis(),
        task.warnMillis(),
        task.expectedMillis(),
        task.compute());
  }

  /** A run that has just begun; the job {@code other} is there for it. */
  public static RunStory begin(TaskDefinition... tasks) {
    return begin(Tasks.plan(tasks));
  }

  public static RunStory begin(Plan plan) {
    var story = new RunStory(plan);
    var hash = new ContentHash("a".repeat(64));
    var submission =
        new Submission(hash, Map.of(), Map.of(), Map.of("other", hash), Submission.Cause.ONE_TIME);
    story.tell(new RunCommand.Submit(RunStory.RUN, submission));
    return story;
  }

  /** What {@code story} told. */
  public static RunHistory history(RunStory story) {
    var history = new RunHistory(story.run().plan());
    var seq = 0L;
    for (RunEvent event : story.events()) {
      history.accept(new Journaled(++seq, event));
    }
    return history;
  }

  /** A job that warns when its runs take so long. */
  public static Plan plan(long warnMillis, TaskDefinition... tasks) {
    return Plan.of(new JobDefinition("sample", List.of(), List.of(tasks), 0, warnMillis));
  }

  public static List<TaskKey> keys(String... keys) {
    return Arrays.stream(keys).map(TaskKey::new).toList();
  }
}
