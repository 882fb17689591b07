package io.sampo.run.state;

import io.sampo.run.RunEvent;

/**
 * What the events of a run add up to. Before the first event it is {@link Absent}, an immutable
 * marker; from then on it is {@link LiveRun}, which changes in place.
 */
public sealed interface RunState permits RunState.Absent, LiveRun {

  /**
   * The state once {@code event} has happened. Decides nothing: whatever the event says is so.
   *
   * @throws IllegalStateException if the event cannot follow, which means a damaged journal or a
   *     bug; the state must not be used afterwards
   */
  RunState after(RunEvent event);

  /**
   * The state that {@code kept} was made of.
   *
   * @throws RuntimeException if there can be none such, with the plan that the job has
   */
  static LiveRun of(RunSnapshot kept, Plan.Source plans) {
    return new LiveRun(new Fold(kept, plan(plans, kept.submitted())));
  }

  private static Plan plan(Plan.Source plans, RunEvent.RunSubmitted submitted) {
    return plans.plan(submitted.submission().definition());
  }

  /** No event yet. Safe to share: it makes fresh columns whenever a run begins. */
  record Absent(Plan.Source plans) implements RunState {

    @Override
    public RunState after(RunEvent event) {
      if (event instanceof RunEvent.RunSubmitted submitted) {
        return new LiveRun(new Fold(submitted, plan(plans, submitted)));
      }
      throw new IllegalStateException("the first event of a run is " + event);
    }
  }
}
