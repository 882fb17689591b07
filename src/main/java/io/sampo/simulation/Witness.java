package io.sampo.simulation;

import static io.sampo.simulation.ledger.Violation.must;

import io.sampo.message.Assignment;
import io.sampo.message.fleet.ClusterOrder;
import io.sampo.model.JobDefinition;
import io.sampo.model.Outcome;
import io.sampo.model.RunId;
import io.sampo.model.RunResult;
import io.sampo.model.Submission;
import io.sampo.model.Submission.Cause;
import io.sampo.run.RunCommand;
import io.sampo.run.RunEvent;
import io.sampo.simulation.ledger.Ledger;
import io.sampo.simulation.ledger.Violation;
import io.sampo.simulation.story.Scenario;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Sees what is really on disk and what really runs, and checks after each of these that the
 * invariants hold. It knows nothing of what any coordinator or worker believes.
 */
final class Witness {

  /** One attempt that a worker carries out or carried out. */
  static final class Execution {
    final RunId run;
    final Assignment assignment;

    /** Whether its machine was paused while it ran: the lease cannot bind such a one. */
    boolean excused;

    /** How it ended; null while it runs. */
    @Nullable Outcome outcome;

    private Execution(RunId run, Assignment assignment) {
      this.run = run;
      this.assignment = assignment;
    }
  }

  /** What a check is about. */
  private record Matter(RunId run, Object what) {}

  /** What kinds of things a story had in it, so that a test can tell what no story ever had. */
  static final class Sightings {

    private final SortedSet<String> names = new TreeSet<>();

    void saw(Enum<?> constant) {
      names.add(name(constant));
    }

    void saw(Class<?> type) {
      names.add(name(type));
    }

    SortedSet<String> names() {
      return Collections.unmodifiableSortedSet(names);
    }

    static String name(Enum<?> constant) {
      return constant.getDeclaringClass().getSimpleName() + " " + constant.name();
    }

    static String name(Class<?> type) {
      var outer = type.getEnclosingClass();
      return outer == null
          ? type.getSimpleName()
          : outer.getSimpleName() + " " + type.getSimpleName();
    }
  }

  private final Map<RunId, Scenario> scenarios = new HashMap<>();
  private final Map<RunId, Ledger> ledgers = new HashMap<>();
  private final Map<RunId, List<RunId>> children = new HashMap<>();
  private final Map<RunId, Map<Long, Execution>> executions = new HashMap<>();
  private final Set<List<Object>> begun = new HashSet<>();
  private final Map<Long, Set<RunId>> tokens = new HashMap<>();
  private final Sightings sightings;
  private long checks;

  Witness(Sightings sightings) {
    this.sightings = sightings;
  }

  void expect(Scenario scenario) {
    var run = scenario.run();
    must("I9", !ledgers.containsKey(run), "an id that was given out before: run ", run);
    scenarios.put(run, scenario);
    ledgers.put(run, new Ledger(run, scenario.submission(), scenario.job()));
    executions.put(scenario.run(), new HashMap<>());
  }

  /** How often something was checked. */
  long checks() {
    return checks;
  }

  boolean isEnded(RunId run) {
    return ledger(run).result() != null;
  }

  /** Whether every run that exists is over. */
  boolean isAllOver() {
    return ledgers.values().stream()
        .allMatch(ledger -> !ledger.isSubmitted() || ledger.result() != null);
  }

  /** Runs that the tasks of a run started, first to last. */
  List<RunId> children(RunId run) {
    return children.getOrDefault(run, List.of());
  }

  JobDefinition job(RunId run) {
    return Objects.requireNonNull(scenarios.get(run)).job();
  }

  /** Somebody is about to wish it, knowing what is on disk. */
  @Nullable Long latestRepair(RunId run) {
    return ledger(run).latestRepair();
  }

  void wish(RunId run, RunCommand.Wish wish) {
    if (wish instanceof RunCommand.Repair repair) {
      ledger(run).wish(repair);
    }
  }

  /** Somebody is told to start or stop nodes of a run's own. */
  void ordered(ClusterOrder order) {
    checks++;
    var ledger = ledger(order.run());
    must(
        "I4",
        order.isRemoval()
            ? ledger.isOver(order.name())
            : ledger.isAsked(order.name(), order.nodes()),
        "not on disk: ",
        order);
  }

  /** Whether nothing is left of any node that a run had for itself, as far as is on disk. */
  boolean isAllRemoved() {
    return ledgers.values().stream().allMatch(Ledger::isAllRemoved);
  }

  /** Somebody was told that the wish is granted. */
  void granted(RunId run, RunCommand.Wish wish) {
    checks++;
    ledger(run).granted(wish);
  }

  /** Events of a run are on disk. */
  void written(RunId run, List<RunEvent> events) {
    for (var event : events) {
      checks++;
      sightings.saw(event.getClass());
      ledger(run).record(event);
      switch (event) {
        case RunEvent.AttemptsEnded(_, var ended) -> ended.forEach(one -> checkEnd(run, one));
        case RunEvent.AssignmentsReturned(_, var returned) ->
            returned.forEach(one ->
                must("I5", execution(run, one.fence()) == null, "returned but begun: ", one));
        case RunEvent.ChildStarted started -> startChild(run, started);
        case RunEvent.ChildEnded ended -> endChild(ended);
        case RunEvent.StopRequested(_, var reason, _) -> sightings.saw(reason);
        case RunEvent.TasksStopping(_, _, var reason, _) -> sightings.saw(reason);
        case RunEvent.RunEnded ended -> sightings.saw(ended.result());
        case RunEvent.RunSubmitted _,
            RunEvent.TakenOver _,
            RunEvent.AttemptsStarted _,
            RunEvent.AttemptsBegan _,
            RunEvent.TasksResolved _,
            RunEvent.TasksReleased _,
            RunEvent.TasksConcluded _,
            RunEvent.LoopStarted _,
            RunEvent.TaskMarked _,
            RunEvent.RunRepaired _,
            RunEvent.TasksReset _,
            RunEvent.DurationExceeded _,
            RunEvent.OfCluster _ -> {}
      }
    }
  }

  /** A worker begins an attempt. */
  Execution began(RunId run, Assignment assignment) {
    checks++;
    var what = new Matter(run, assignment);
    var ledger = ledger(run);
    must("I4", ledger.isStarted(assignment.fence()), "not on disk: ", what);
    must("R10", ledger.result() == null, "after the end: ", what);
    must(
        "reference",
        ledger.latestRepair() != null
            || assignment.references().equals(ledger.references(assignment.fence())),
        "expected ",
        ledger.references(assignment.fence()),
        ": ",
        what);
    must("I5", execution(run, assignment.fence()) == null, "fence began twice: ", what);
    must(
        "R7",
        begun.add(List.of(run, assignment.task(), assignment.attempt())),
        "attempt began twice: ",
        what);
    for (var other : ofRun(run).values()) {
      must(
          "I6",
          other.outcome != null || other.excused || other.assignment.task() != assignment.task(),
          "overlaps fence ",
          other.assignment.fence(),
          ": ",
          what);
    }
    var execution = new Execution(run, assignment);
    ofRun(run).put(assignment.fence(), execution);
    return execution;
  }

  /** A worker forgets an attempt, since it was told that it may. */
  void forgotten(RunId run, Assignment assignment) {
    checks++;
    must(
        "I4",
        !ledger(run).isCurrent(assignment.task(), assignment.fence()),
        "forgotten before it is on disk: run %s %s".formatted(run, assignment));
  }

  /** A client was told that its run is accepted. */
  void accepted(long token, RunId run) {
    checks++;
    must("I4", ledger(run).isSubmitted(), "accepted but not on disk: run ", run);
    var runs = tokens.computeIfAbsent(token, _ -> new HashSet<>());
    runs.add(run);
    must("I9", runs.size() == 1, "one token, runs ", runs);
  }

  /** Whether nothing is being executed. */
  boolean isQuiet() {
    return ledgers.keySet().stream()
        .flatMap(run -> ofRun(run).values().stream())
        .allMatch(execution -> execution.outcome != null);
  }

  /** All is calm and over. */
  void atTheEnd() {
    ledgers.forEach((run, ledger) -> {
      must("I2", !ledger.isSubmitted() || ledger.result() != null, "never ends: run ", run);
      for (var execution : ofRun(run).values()) {
        must("I7", execution.outcome != null, "still runs: run ", run);
      }
    });
  }

  private void checkEnd(RunId run, RunEvent.AttemptsEnded.Ended ended) {
    sightings.saw(ended.outcome().getClass());
    sightings.saw(ended.next().getClass());
    var execution = execution(run, ended.fence());
    var what = new Matter(run, ended);
    switch (ended.outcome()) {
      case Outcome.Lost _ ->
          must(
              "I6",
              execution == null || execution.outcome != null || execution.excused,
              "lost but running: ",
              what);
      case Outcome.Canceled _ ->
          must(
              "I7", execution == null || execution.outcome != null, "canceled but running: ", what);
      case Outcome.TimedOut _ ->
          must("R6", execution != null && execution.outcome instanceof Outcome.Canceled, what);
      case Outcome.Succeeded _, Outcome.Failed _ ->
          must("R6", execution != null && ended.outcome().equals(execution.outcome), what);
    }
  }

  private void startChild(RunId run, RunEvent.ChildStarted started) {
    var scenario = Objects.requireNonNull(scenarios.get(run));
    var own = scenario.submission();
    var parent = new Cause.Parent(run, started.task(), started.attempt(), own.cause().depth() + 1);
    var asked =
        new Submission(
            started.definition(), started.parameters(), Map.of(), own.jobs(), Cause.of(parent));
    expect(scenario.child(started.child(), asked));
    children.computeIfAbsent(run, _ -> new ArrayList<>()).add(started.child());
  }

  private void endChild(RunEvent.ChildEnded ended) {
    var child = ledger(ended.child());
    must(
        "child",
        child.isSubmitted()
            ? child.hasEndedAs(ended.result())
            : ended.result() == RunResult.FAILED && isOdd(ended.child()),
        "ended otherwise: ",
        ended);
  }

  /** Whether it has parameters that the job has not, so that there can be no such run. */
  private boolean isOdd(RunId child) {
    var names = job(child).parameters().stream().map(JobDefinition.Parameter::name).toList();
    var given = Objects.requireNonNull(scenarios.get(child)).submission().parameters();
    return !names.containsAll(given.keySet());
  }

  private Ledger ledger(RunId run) {
    var ledger = ledgers.get(run);
    if (ledger == null) {
      throw new Violation("I9", "nobody asked for run " + run);
    }
    return ledger;
  }

  private @Nullable Execution execution(RunId run, long fence) {
    return ofRun(run).get(fence);
  }

  private Map<Long, Execution> ofRun(RunId run) {
    return executions.computeIfAbsent(run, _ -> new HashMap<>());
  }
}
