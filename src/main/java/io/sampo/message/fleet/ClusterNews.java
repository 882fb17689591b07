package io.sampo.message.fleet;

import io.sampo.model.Limits;
import io.sampo.model.RunId;
import io.sampo.model.WorkerId;

/** What a run hears of its nodes of a name: from one of them, or from who starts and stops them. */
public record ClusterNews(RunId run, ClusterName name, What what) {

  /** What is heard. */
  public sealed interface What {

    /**
     * A node is there, and asks whether it is still claimed; see {@link NodeClaim}.
     *
     * @param number its number
     * @param sentMillis elapsed time of the node; comes back with the answer
     */
    record Present(int number, WorkerId worker, long sentMillis) implements What {}

    /** Some nodes may never come; it is tried again. */
    record Troubled(String reason) implements What {

      public Troubled {
        reason = Limits.message(reason);
      }
    }

    /** No node will come. */
    record Impossible(String reason) implements What {

      public Impossible {
        reason = Limits.message(reason);
      }
    }

    /** Nothing runs under that name any more. */
    record Removed() implements What {}
  }
}
