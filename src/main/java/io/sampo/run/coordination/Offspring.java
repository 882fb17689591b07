package io.sampo.run.coordination;

import io.sampo.message.ChildOrder;
import io.sampo.message.ChildReport;
import io.sampo.model.Now;
import io.sampo.model.RunId;
import io.sampo.model.RunResult;
import io.sampo.model.Submission;
import io.sampo.model.Submission.Cause;
import io.sampo.run.RunCommand;
import io.sampo.run.StopReason;
import io.sampo.run.state.Child;
import io.sampo.run.state.LiveRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run says to the runs that are the work of its tasks, and what it says as such a run to the
 * one above. Soft: a parent asks for as long as it waits, so whatever is lost is said again.
 */
final class Offspring {

  /** How often a child is asked how it is getting on. */
  static final long REPEAT_MILLIS = 1_000;

  /** What a child was last told, and when it is to be told again. */
  private record Told(boolean cancel, long repeatMillis) {}

  private final Map<RunId, Told> told = new HashMap<>();
  private boolean asked;
  private @Nullable ChildReport refusal;

  /** The orders that are due; they count as sent. */
  List<ChildOrder> orders(LiveRun run, Now now) {
    var orders = new ArrayList<ChildOrder>();
    for (var child : run.children().values()) {
      var cancel = run.stopping(child.task()) != null;
      var last = told.get(child.child());
      if (last == null || last.cancel() != cancel || last.repeatMillis() <= now.elapsedMillis()) {
        told.put(child.child(), new Told(cancel, now.elapsedMillis() + REPEAT_MILLIS));
        orders.add(new ChildOrder(child.child(), submission(run, child), cancel));
      }
    }
    if (run.children().isEmpty()) {
      told.clear();
    }
    return orders;
  }

  /** When the next order is due; {@link Long#MAX_VALUE} if none will be. */
  long nextDueMillis(LiveRun run) {
    return run.children().values().stream()
        .map(child -> told.get(child.child()))
        .mapToLong(last -> last == null ? Long.MIN_VALUE : last.repeatMillis())
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /** What an order from above means, by what became of the orders before. */
  List<RunCommand> commands(@Nullable LiveRun run, ChildOrder order) {
    asked = true;
    var commands = new ArrayList<RunCommand>();
    commands.add(new RunCommand.Submit(order.child(), order.submission()));
    if (order.cancel() && (run == null || (run.result() == null && run.stopping() == null))) {
      commands.add(new RunCommand.Stop(StopReason.CANCELED, "the run above"));
    }
    return commands;
  }

  /** The end came, or is no longer true: it is to be told without being asked. */
  void ended() {
    asked = true;
  }

  /** There can be no such run as an order from above wants, which is as if it had failed. */
  void refused(RunCommand.Submit submit, String why) {
    var parent = submit.submission().cause().parent();
    refusal =
        parent == null
            ? null
            : new ChildReport(parent.run(), parent.task(), submit.run(), RunResult.FAILED, why);
  }

  /** The report to the run above that is due while there is no run. */
  List<ChildReport> refusals() {
    var due = refusal == null ? List.<ChildReport>of() : List.of(refusal);
    refusal = null;
    return due;
  }

  /** The report to the run above that is due, of which there is one at most. */
  List<ChildReport> reports(LiveRun run) {
    var parent = run.submission().cause().parent();
    var result = run.result();
    if (!asked || parent == null || result == null) {
      return List.of();
    }
    asked = false;
    return List.of(
        new ChildReport(parent.run(), parent.task(), run.run(), result, run.endMessage()));
  }

  private static Submission submission(LiveRun run, Child child) {
    var own = run.submission();
    var parent =
        new Cause.Parent(run.run(), child.task(), child.attempt(), own.cause().depth() + 1);
    return new Submission(
        child.definition(), child.parameters(), own.files(), own.jobs(), Cause.of(parent));
  }
}
