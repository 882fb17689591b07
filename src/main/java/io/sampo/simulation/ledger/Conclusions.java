package io.sampo.simulation.ledger;

import static io.sampo.simulation.ledger.Violation.must;

import io.sampo.model.Limits;
import io.sampo.model.Submission;
import io.sampo.model.TaskStatus;
import io.sampo.model.Work;
import io.sampo.run.RunEvent;
import io.sampo.run.StopReason;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a run works out without a worker: conditions, loops, and tasks that cannot go on. */
final class Conclusions {

  private final Book book;
  private final Clusters clusters;
  private final Submission submission;

  Conclusions(Book book, Clusters clusters, Submission submission) {
    this.book = book;
    this.clusters = clusters;
    this.submission = submission;
  }

  /** The texts of a task's own work that may hold references. */
  static List<String> words(Line line) {
    return line.definition.work() instanceof Work.Shell shell ? shell.command() : List.of();
  }

  void open(RunEvent.LoopStarted started) {
    var line = book.line(started.task());
    book.mustBegin(line, started);
    if (!(line.definition.work() instanceof Work.ForEach work)) {
      throw new Violation("loop", "no loop: " + started);
    }
    var inputs = new Texts(book, line).filled(work.inputs());
    var elements = Texts.elements(inputs);
    if (inputs == null || elements == null) {
      throw new Violation("loop", "inputs that are none: " + started);
    }
    must("loop", started.count() == elements.size(), elements, ": ", started);
    must(
        "loop",
        started.inputs() == null || started.inputs().equals(inputs),
        "inputs, expected ",
        inputs,
        ": ",
        started);
    if (started.again()) {
      repeat(line, inputs, started);
    } else {
      must("loop", started.first() == book.lines.size(), "numbers: ", started);
      for (var input : elements) {
        book.lines.add(new Line(book.lines.size(), work.task(), line.task, input));
      }
    }
    line.pass = new Line.Pass(started.first(), elements.size(), inputs);
    line.looping = true;
    line.begin(started.at(), book.epoch);
  }

  private void repeat(Line line, String inputs, Object what) {
    var pass = line.pass;
    must("loop", pass != null && pass.inputs().equals(inputs), "other inputs before: ", what);
    for (var iteration : book.iterations(line)) {
      must("loop", iteration.rest != null, "repeated while open: ", iteration);
      if (iteration.rest != TaskStatus.SUCCESS) {
        iteration.reset();
      }
    }
  }

  void conclude(RunEvent.TasksConcluded.Concluded concluded) {
    var line = book.line(concluded.task());
    if (line.looping) {
      close(line, concluded);
      return;
    }
    book.mustBegin(line, concluded);
    line.endAttempt();
    var outcome = outcome(line);
    must(
        "condition",
        Objects.equals(outcome, concluded.outcome()),
        "expected ",
        outcome,
        ": ",
        concluded);
    if (outcome == null) {
      must("reference", isStuck(line, concluded.message()), "fails without reason: ", concluded);
      must("reference", concluded.status() == TaskStatus.FAILED, concluded);
    } else {
      must("condition", concluded.status() == TaskStatus.SUCCESS, concluded);
      line.outcome = outcome;
    }
    book.rest(line, concluded.status(), concluded);
    if (!line.definition.work().needsNoWorker()) {
      line.attempt--;
    }
  }

  private @Nullable Boolean outcome(Line line) {
    if (!(line.definition.work() instanceof Work.Condition(var how, var left, var right))) {
      return null;
    }
    var texts = new Texts(book, line);
    return Texts.holds(how, texts.filled(left), texts.filled(right));
  }

  /** Whether the task cannot go on as it is written. */
  private boolean isStuck(Line line, String message) {
    var texts = new Texts(book, line);
    return switch (line.definition.work()) {
      case Work.Condition _ -> outcome(line) == null;
      case Work.ForEach loop -> Texts.elements(texts.filled(loop.inputs())) == null;
      case Work.RunJob(var job, var parameters) ->
          texts.filled(parameters) == null
              || !submission.jobs().containsKey(job)
              || submission.cause().depth() >= Limits.RUN_DEPTH_MAX;
      case Work.Shell _ ->
          texts.references(words(line)) == null || clusters.isImpossible(line, message);
      case Work.JavaClass _, Work.Notebook _, Work.Sql _ -> false;
    };
  }

  private void close(Line line, RunEvent.TasksConcluded.Concluded concluded) {
    var iterations = book.iterations(line);
    for (var iteration : iterations) {
      must("loop", iteration.rest != null, "closed before ", iteration, ": ", concluded);
    }
    var expected = expected(line, iterations);
    must("loop", concluded.status() == expected, "expected ", expected, ": ", concluded);
    line.looping = false;
    line.endAttempt();
    book.rest(line, concluded.status(), concluded);
  }

  private TaskStatus expected(Line line, List<Line> iterations) {
    if (book.stopping(line) != null) {
      return book.stopped == null && line.stopping == StopReason.TIMED_OUT
          ? TaskStatus.TIMEDOUT
          : TaskStatus.CANCELED;
    }
    if (iterations.stream().anyMatch(one -> Truth.hasFailed(one.rest))) {
      return TaskStatus.FAILED;
    }
    return iterations.stream().anyMatch(one -> Truth.wasCanceled(one.rest))
        ? TaskStatus.CANCELED
        : TaskStatus.SUCCESS;
  }
}
