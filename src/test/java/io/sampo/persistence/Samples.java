package io.sampo.persistence;

import io.sampo.message.fleet.ClusterName;
import io.sampo.model.ContentHash;
import io.sampo.model.JobDefinition;
import io.sampo.model.JobDefinition.JobCluster;
import io.sampo.model.JobDefinition.Nodes;
import io.sampo.model.JobDefinition.Parameter;
import io.sampo.model.Now;
import io.sampo.model.Outcome;
import io.sampo.model.RetryPolicy;
import io.sampo.model.RetryPolicy.BackOff;
import io.sampo.model.RunId;
import io.sampo.model.RunResult;
import io.sampo.model.Submission;
import io.sampo.model.Submission.Cause;
import io.sampo.model.Submission.Cause.Parent;
import io.sampo.model.Submission.Cause.Trigger;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskDefinition.Compute;
import io.sampo.model.TaskDefinition.Dependency;
import io.sampo.model.TaskDefinition.RunIf;
import io.sampo.model.TaskKey;
import io.sampo.model.TaskStatus;
import io.sampo.model.Work;
import io.sampo.model.Work.Comparison;
import io.sampo.model.WorkerId;
import io.sampo.run.RunEvent;
import io.sampo.run.RunEvent.AssignmentsReturned.Returned;
import io.sampo.run.RunEvent.AttemptsBegan.Began;
import io.sampo.run.RunEvent.AttemptsEnded.Ended;
import io.sampo.run.RunEvent.AttemptsEnded.Next;
import io.sampo.run.RunEvent.AttemptsStarted.Started;
import io.sampo.run.RunEvent.TasksConcluded.Concluded;
import io.sampo.run.StopReason;
import io.sampo.run.fleet.Fleet;
import io.sampo.run.fleet.Stretch;
import io.sampo.run.state.Child;
import io.sampo.run.state.Repair;
import io.sampo.run.state.RunSnapshot;
import io.sampo.run.state.line.Backlog;
import io.sampo.run.state.line.Column;
import io.sampo.run.state.line.Waits.Wait;
import io.sampo.token.TokenEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** One event of each kind and one definition, in which every variant of every part occurs. */
final class Samples {

  static final List<RunEvent> EVENTS =
      List.of(
          new RunEvent.RunSubmitted(
              now(1),
              new RunId(RunId.MAX),
              "médaillon",
              submission(),
              Map.of("day", "2026-01-02"),
              "node-1"),
          new RunEvent.TakenOver(now(2), 3, "node-1"),
          new RunEvent.AttemptsStarted(
              now(3),
              new WorkerId("w", 5),
              List.of(new Started(0, 0, 1), new Started(999_999, 70_000, 1L << 40))),
          new RunEvent.AttemptsBegan(now(4), List.of(new Began(0, 0, 1_700_000_000_004L))),
          new RunEvent.AssignmentsReturned(
              now(5), List.of(new Returned(7, 1, 9, "worker w is full"))),
          new RunEvent.AttemptsEnded(now(6), ended()),
          new RunEvent.TasksResolved(now(7), TaskStatus.UPSTREAM_FAILED, List.of(1, 2, 300)),
          new RunEvent.StopRequested(now(8), StopReason.TIMED_OUT, "ann"),
          new RunEvent.TasksReleased(now(10), List.of(3, 4)),
          new RunEvent.TasksConcluded(
              now(11),
              List.of(
                  new Concluded(5, TaskStatus.SUCCESS, true, "'12' GREATER_THAN '3' is true"),
                  new Concluded(6, TaskStatus.FAILED, null, "2 of 3 iterations failed"))),
          new RunEvent.LoopStarted(now(12), 6, 8, 3, "[1, 2, 3]", false),
          new RunEvent.ChildStarted(
              now(13), 7, 1, new RunId(99), new ContentHash("e".repeat(64)), Map.of("p", "q")),
          new RunEvent.ChildEnded(
              now(14), 7, 1, new RunId(99), RunResult.FAILED, "run 99: no", new Next.Retry(5)),
          new RunEvent.TasksStopping(now(15), List.of(8, 9), StopReason.CANCELED, "ann"),
          new RunEvent.TaskMarked(now(16), 1, TaskStatus.EXCLUDED, "ann", "not today"),
          new RunEvent.RunRepaired(now(17), 1_234, Map.of("day", "2026-01-03"), "ann"),
          new RunEvent.TasksReset(now(18), List.of(1, 2)),
          new RunEvent.DurationExceeded(now(19), 2, 60_000),
          new RunEvent.ClusterRequested(now(20), 1, 2, new ClusterName("job-7-etl-2"), 4),
          new RunEvent.ClusterResized(now(21), 1, 2, 5),
          new RunEvent.NodesArrived(now(22), 1, 2, List.of(1, 3)),
          new RunEvent.ClusterTroubled(now(23), 1, 2, "no such image"),
          new RunEvent.ClusterReleased(now(24), 1, 2, "no node came"),
          new RunEvent.ClusterRemoved(now(25), 1, 2),
          new RunEvent.RunEnded(now(9), RunResult.FAILED, "Task silver failed."));

  static final List<TokenEvent> TOKEN_EVENTS =
      List.of(
          new TokenEvent.Claimed(
              now(1), new ContentHash("c".repeat(64)), new RunId(RunId.MAX), submission()),
          new TokenEvent.Confirmed(now(2)),
          new TokenEvent.Released(now(3), "INVALID_PARAMETER_VALUE", "day: é (expected: a date)"),
          new TokenEvent.AdministratorAdmitted(now(4), new ContentHash("d".repeat(64))));

  static final RunSnapshot SNAPSHOT =
      new RunSnapshot(
          (RunEvent.RunSubmitted) EVENTS.getFirst(),
          new RunSnapshot.Life(
              Map.of("day", "2026-01-03"),
              1_700_000_000_001L,
              70_000,
              Long.MAX_VALUE,
              3,
              17,
              21,
              List.of(
                  new Repair(1_234, 1_700_000_000_002L, "ann", RunResult.FAILED),
                  new Repair(1_235, 1_700_000_000_003L, "ann", null)),
              StopReason.CANCELED,
              null,
              ""),
          new RunSnapshot.Tasks(
              List.of(TaskStatus.values()),
              new Column(new int[] {0, 3, 5}),
              new Column(new int[] {1, 0, 0}),
              new Column(new int[] {1, 0, 0}),
              new Column(new int[] {0, 2, 0}),
              new Column(new int[] {0, 1, 0}),
              new Column(new int[] {0, 1, 0}),
              new Column(new int[] {-1, 0, 1}),
              List.of(new WorkerId("v", 4), new WorkerId("w", 5)),
              Map.of(1, 1L << 40)),
          new RunSnapshot.Lines(
              2,
              1,
              List.of(new Backlog.Snapshot(new Column(new int[] {2, 1}), List.of(wait(1)), 1, 2)),
              new Column(new int[] {0}),
              new Column(new int[] {}),
              List.of(wait(2)),
              List.of(wait(3)),
              List.of(wait(4))),
          new RunSnapshot.Notes(
              Map.of(2, Map.of("rows", "7")),
              Map.of(0, false),
              Map.of(1, StopReason.TIMED_OUT),
              List.of(
                  new Child(
                      7, 1, new RunId(99), new ContentHash("e".repeat(64)), Map.of("p", "q"))),
              List.of(new RunSnapshot.Failure(2, "é"), new RunSnapshot.Failure(1, "no"))),
          List.of(new RunSnapshot.LoopSnapshot(6, 8, "[1, 2]", 2, 0, 1, 1, 0, false, true, true)),
          new Fleet.Snapshot(
              List.of(2),
              List.of(
                  new Stretch(
                      0,
                      2,
                      new ClusterName("job-7-etl-2"),
                      4,
                      new TreeSet<>(Set.of(1, 3)),
                      now(20),
                      "no such image")),
              List.of(new Fleet.Left(new ClusterName("job-7-etl-1"), new Fleet.Leaving(0, 1)))));

  private static Wait wait(int task) {
    return new Wait(task, 60_000, 5_000, 1_700_000_000_004L);
  }

  static final JobDefinition JOB =
      new JobDefinition(
          "medallion",
          List.of(
              new Parameter("day", "2026-01-01", Parameter.Kind.TEXT),
              new Parameter("output", "out", Parameter.Kind.PATH_FROM_CALLER)),
          List.of(
              task("a", new Work.Shell(List.of("make", "all"), Map.of("B", "2", "A", "1"), null)),
              task("b", new Work.JavaClass("x.Y", "/x.jar", Map.of("p", "q"))),
              new TaskDefinition(
                  new TaskKey("c"),
                  List.of(Dependency.on(new TaskKey("a")), new Dependency(new TaskKey("e"), true)),
                  RunIf.AT_LEAST_ONE_FAILED,
                  true,
                  new Work.Notebook("/n.java", Map.of("layer", "gold")),
                  new RetryPolicy(
                      3,
                      1000,
                      true,
                      new BackOff(100, 2.5, 60_000, 0.25),
                      Set.of(64, 2, 65),
                      Set.of("b.B", "a.A"),
                      4),
                  90_000,
                  80_000,
                  70_000,
                  new Compute(new Compute.OfJob("etl"), Map.of("gpu", "a100", "disk", "ssd"))),
              task("d", new Work.Sql("select 1", null, "jdbc:duckdb:", Map.of()))
                  .with(new Compute(new Compute.AllPurpose("0923-shared"), Map.of())),
              task("e", new Work.Condition(Comparison.LESS_THAN, "1", "{{job.parameters.day}}")),
              task(
                  "f",
                  new Work.ForEach(
                      "[1, 2]",
                      3,
                      task("g", new Work.Sql(null, "/f.sql", null, Map.of()))
                          .with(
                              new Compute(
                                  new Compute.OfTask(new Nodes(2, 2, 0, Map.of())), Map.of())))),
              task("h", new Work.RunJob("/other.yaml", Map.of("p", "{{job.run_id}}")))),
          3_600_000,
          1_800_000,
          List.of(new JobCluster("etl", new Nodes(1, 4, 2, Map.of("team", "sales", "a", "b")))),
          20);

  private Samples() {}

  private static Now now(long number) {
    return new Now(1_700_000_000_000L + number, 1_000 + number);
  }

  private static Submission submission() {
    return new Submission(
        new ContentHash("0123456789abcdef".repeat(4)),
        Map.of("output", "/out", "day", "2026-01-01"),
        Map.of("/n.java", new ContentHash("f".repeat(64))),
        Map.of("/other.yaml", new ContentHash("e".repeat(64))),
        new Cause(
            Trigger.RUN_JOB_TASK, new Parent(new RunId(5), 3, 1, 2), Map.of("job.trigger.x", "y")));
  }

  private static List<Ended> ended() {
    return List.of(
        ended(0, new Outcome.Succeeded(Map.of("rows", "12", "name", "\"x\"")), TaskStatus.SUCCESS),
        ended(1, Outcome.Succeeded.PLAIN, TaskStatus.SUCCESS),
        ended(2, new Outcome.Failed(true, "no", null, "java.io.IOException"), TaskStatus.FAILED),
        ended(3, new Outcome.TimedOut(60_000), TaskStatus.TIMEDOUT),
        ended(4, new Outcome.Canceled(), TaskStatus.CANCELED),
        new Ended(5, 0, 6, new Outcome.Lost("worker w#5"), 0, 0, new Next.Retry(0)),
        new Ended(6, 1, 9, new Outcome.Failed(false, "", 3, null), 5, 6, new Next.Retry(1_000)));
  }

  private static Ended ended(int task, Outcome outcome, TaskStatus status) {
    return new Ended(task, 2, 40 + task, outcome, 1_700_000_000_000L, 1234, new Next.Rest(status));
  }

  private static TaskDefinition task(String key, Work work) {
    return TaskDefinition.of(new TaskKey(key), List.of(), work);
  }
}
