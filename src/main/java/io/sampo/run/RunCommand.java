package io.sampo.run;

import io.sampo.message.RunReport;
import io.sampo.model.Check;
import io.sampo.model.RunId;
import io.sampo.model.Submission;
import io.sampo.model.WorkerId;
import java.util.List;

/** A wish about a run, or news for it. Imperative, and may be refused. */
public sealed interface RunCommand {

  /** Come into being. */
  record Submit(RunId run, String jobName, Submission submission) implements RunCommand {}

  /** A coordinator on {@code node} has read the journal and goes on from there. */
  record TakeOver(String node) implements RunCommand {}

  /**
   * Start what may start.
   *
   * @param offers free slots the run may use, at most one offer for a worker
   */
  record Start(List<Offer> offers) implements RunCommand {

    /** Slots of a worker that this run may fill right now; at least 1. */
    public record Offer(WorkerId worker, int slots) {

      public Offer {
        Check.range("slots", slots, 1, Integer.MAX_VALUE);
      }
    }

    public Start {
      offers = List.copyOf(offers);
    }
  }

  /**
   * Hear what a worker says.
   *
   * @param chance decides every jitter that follows from this report
   */
  record Hear(RunReport report, long chance) implements RunCommand {}

  /** That life of that worker is over: it will never report again, and nothing of it runs. */
  record LoseWorker(WorkerId worker, String reason, long chance) implements RunCommand {}

  /** End early, and say who wished so. */
  record Stop(StopReason reason, String by) implements RunCommand {}
}
