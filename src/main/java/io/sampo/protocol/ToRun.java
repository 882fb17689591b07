package io.sampo.protocol;

import io.sampo.message.ChildOrder;
import io.sampo.message.ChildReport;
import io.sampo.message.Grant;
import io.sampo.message.RunReport;
import io.sampo.model.TaskKey;
import io.sampo.model.WorkerId;
import io.sampo.run.RunCommand;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorRef;

/** What the coordinator of a run understands, whichever node it is on. */
public sealed interface ToRun {

  /** Do this, and say whether it was done. */
  record Ask(RunCommand.Wish wish, ActorRef<Answer> replyTo) implements ToRun {}

  /** What the run above wants of this one. */
  record Ordered(ChildOrder order) implements ToRun {}

  /** How a run below has ended. */
  record ChildOver(ChildReport report) implements ToRun {}

  /** Start nothing any more until another life: the node is about to end. */
  record Hold(ActorRef<Answer> replyTo) implements ToRun {}

  /** A worker's report. */
  record Report(RunReport report) implements ToRun {}

  /** A dispatcher's grant. */
  record Granted(Grant grant) implements ToRun {}

  /** That life of a worker is over. */
  record WorkerLost(WorkerId worker, String reason) implements ToRun {

    /** A later life of the same worker is there. */
    public static WorkerLost replaced(WorkerId worker) {
      return new WorkerLost(worker, "its process ended, and another took its place");
    }
  }

  /** Tell me of every event that is on disk from now on. */
  record Watch(ActorRef<Progress> watcher) implements ToRun {}

  /** Which task values can {@code task}, a number, see? */
  record AskValues(int task, ActorRef<Values> replyTo) implements ToRun {}

  /** Whether a wish was granted; when it was, what it asked for is on disk. */
  sealed interface Answer {

    /** It was. */
    record Accepted() implements Answer {}

    /**
     * It was not, and nothing has changed.
     *
     * @param errorCode as the Databricks Jobs API has it
     */
    record Declined(String errorCode, String reason) implements Answer {}
  }

  /** Task values as JSON text, by task and name. */
  record Values(Map<TaskKey, Map<String, String>> byTask) {}
}
