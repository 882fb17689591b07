package io.sampo.protocol;

import io.sampo.model.ContentHash;
import io.sampo.model.RunId;
import io.sampo.model.Submission;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** What the token of a submission understands, whichever node it is on. */
public sealed interface ToToken extends Message {

  /**
   * The type of the sharded entities, each named by the hash of the token's text. Never changes.
   */
  EntityTypeKey<ToToken> KEY = EntityTypeKey.create(ToToken.class, "submission-token");

  /**
   * Submit a run, unless the token stands for one already.
   *
   * @param body hash of the request
   * @param run the id that a new run gets
   */
  record Submit(ContentHash body, RunId run, Submission submission, ActorRef<Reply> replyTo)
      implements ToToken {}

  /** What came of it. */
  sealed interface Reply extends Message {

    /** The run of the token, which is on disk. */
    record Submitted(RunId run) implements Reply {}

    /** The token stands for another request, whose run this is. */
    record Taken(RunId run) implements Reply {}

    /**
     * There is no such run and will be none.
     *
     * @param errorCode as the Databricks Jobs API has it
     */
    record Declined(String errorCode, String reason) implements Reply {}
  }
}
