package io.sampo.simulation;

import io.sampo.model.RetryPolicy;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskDefinition.Dependency;
import io.sampo.model.TaskDefinition.RunIf;
import io.sampo.model.Work;
import io.sampo.run.state.Plan;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Plans of jobs that are not quite what was submitted. */
final class FlawedPlans {

  private FlawedPlans() {}

  /** The plan that a coordinator sees in place of {@code plan}. */
  static Plan of(Plan plan, Set<Flaw> flaws, boolean second) {
    var flawed = plan;
    for (var flaw : flaws) {
      flawed =
          switch (flaw) {
            case ANY_DEPENDENCY_STARTS ->
                with(flawed, task -> task.with(task.dependsOn().stream().limit(1).toList()));
            case BUDGET_RESETS -> second ? with(flawed, FlawedPlans::tireless) : flawed;
            case OUTCOME_IGNORED ->
                with(
                    flawed,
                    task ->
                        task.with(
                            task.dependsOn().stream()
                                .map(one -> Dependency.on(one.task()))
                                .toList()));
            case EXCLUDED_RUNS ->
                with(
                    flawed, task -> task.runIf().wantsFailure() ? task.with(RunIf.ALL_DONE) : task);
            case LOOP_TOO_WIDE ->
                withLoops(
                    flawed,
                    loop -> new Work.ForEach(loop.inputs(), loop.concurrency() + 1, loop.task()));
            case LOOP_TOO_SHORT ->
                withLoops(
                    flawed,
                    loop ->
                        new Work.ForEach(
                            loop.inputs().replaceFirst(",[0-9]*]$", "]"),
                            loop.concurrency(),
                            loop.task()));
            default -> flawed;
          };
    }
    return flawed;
  }

  private static TaskDefinition tireless(TaskDefinition task) {
    var retry = task.retry();
    return task.with(
        new RetryPolicy(
            retry.maxRetries() + 2,
            0,
            retry.onTimeout(),
            retry.backOff(),
            Set.of(),
            Set.of(),
            retry.maxLost()));
  }

  private static Plan withLoops(Plan plan, UnaryOperator<Work.ForEach> change) {
    return with(
        plan,
        task -> task.work() instanceof Work.ForEach loop ? task.with(change.apply(loop)) : task);
  }

  private static Plan with(Plan plan, UnaryOperator<TaskDefinition> change) {
    return Plan.of(plan.job().with(plan.job().tasks().stream().map(change).toList()));
  }
}
