package io.sampo.protocol;

import io.sampo.message.ChildOrder;
import io.sampo.message.ChildReport;
import io.sampo.message.Grant;
import io.sampo.message.Portions;
import io.sampo.message.RunReport;
import io.sampo.message.fleet.ClusterNews;
import io.sampo.model.Outcome;
import io.sampo.model.TaskKey;
import io.sampo.model.WorkerId;
import io.sampo.run.RunCommand;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** What the coordinator of a run understands, whichever node it is on. */
public sealed interface ToRun extends Message {

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

  /** News of nodes that the run has for itself. */
  record OfCluster(ClusterNews news) implements ToRun {}

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

  /**
   * Which task values can {@code task}, a number, see?
   *
   * @param after only those of tasks whose keys come after this one; null for all
   */
  record AskValues(int task, @Nullable TaskKey after, ActorRef<Values> replyTo) implements ToRun {}

  /** Whether a wish was granted; when it was, what it asked for is on disk. */
  sealed interface Answer extends Message {

    /** It was. */
    record Accepted() implements Answer {}

    /**
     * It was not, and nothing has changed.
     *
     * @param errorCode as the Databricks Jobs API has it
     */
    record Declined(String errorCode, String reason) implements Answer {}
  }

  /**
   * Task values as JSON text, by task and name.
   *
   * @param more whether there are others, of tasks whose keys come after these
   */
  record Values(Map<TaskKey, Map<String, String>> byTask, boolean more) implements Message {

    /** As many of {@code all} as a message takes, beginning after {@code after}. */
    public static Values page(Map<TaskKey, Map<String, String>> all, @Nullable TaskKey after) {
      var sorted = new TreeMap<>(all);
      var left = after == null ? sorted : sorted.tailMap(after, false);
      var pages = Portions.of(List.copyOf(left.entrySet()), Values::bytesMax);
      var page = new TreeMap<TaskKey, Map<String, String>>();
      if (!pages.isEmpty()) {
        pages.getFirst().forEach(one -> page.put(one.getKey(), one.getValue()));
      }
      return new Values(page, pages.size() > 1);
    }

    private static int bytesMax(Map.Entry<TaskKey, Map<String, String>> task) {
      return RunReport.ROW_BYTES_MAX + new Outcome.Succeeded(task.getValue()).bytesMax();
    }
  }
}
