package io.sampo.campaign.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All that is known of a campaign.
 *
 * @param jobs what the client sent
 * @param wishes runs that it asked to cancel, whether it got an answer or not
 * @param told what it was told, in the order of the answers
 * @param runs the final document of each run that the server lists
 * @param executions what the tasks told, in the order of their starts
 * @param faults what was done to the cluster
 * @param leftovers tasks' processes that were seen when none should be left
 */
public record History(
    List<ScriptedJob> jobs,
    Set<Long> wishes,
    List<Told> told,
    List<RunRecord> runs,
    List<Execution> executions,
    List<Fault> faults,
    List<Leftover> leftovers,
    Limits limits) {

  public History {
    jobs = List.copyOf(jobs);
    wishes = Set.copyOf(wishes);
    told = List.copyOf(told);
    runs = List.copyOf(runs);
    executions = List.copyOf(executions);
    faults = List.copyOf(faults);
    leftovers = List.copyOf(leftovers);
  }

  /** What the client was told of one kind. */
  public <T extends Told> Stream<T> told(Class<T> kind) {
    return told.stream().filter(kind::isInstance).map(kind::cast);
  }

  /** The document of a run. */
  public Optional<RunRecord> run(long id) {
    return runs.stream().filter(run -> run.run() == id).findFirst();
  }

  /** What a run was submitted as, by the name of its job. */
  public Optional<ScriptedJob> script(RunRecord run) {
    return jobs.stream().filter(job -> job.name().equals(run.job())).findFirst();
  }

  /** What the tasks of a run told. */
  public List<Execution> executions(RunRecord run) {
    return executions.stream().filter(one -> one.run() == run.run()).toList();
  }

  /** Whether the client was told that a run is being cancelled. */
  public boolean isCancelled(long run) {
    return told(Told.Cancelled.class).anyMatch(told -> told.run() == run);
  }
}
