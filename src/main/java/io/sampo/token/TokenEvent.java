package io.sampo.token;

import io.sampo.model.ContentHash;
import io.sampo.model.Now;
import io.sampo.model.RunId;
import io.sampo.model.Submission;

/** A fact about a token: past tense, complete, and never changed once journaled. */
public sealed interface TokenEvent {

  /** When the fact was decided, by the clocks of the node that did. */
  Now at();

  /** A fact about the token of one submission. */
  sealed interface OfSubmission extends TokenEvent {}

  /**
   * The token stands for {@code run} from here on.
   *
   * @param body hash of the request that came first
   * @param submission what the run is a run of; it may not have been submitted yet
   */
  record Claimed(Now at, ContentHash body, RunId run, Submission submission)
      implements OfSubmission {}

  /** The run of the token is in its own journal. */
  record Confirmed(Now at) implements OfSubmission {}

  /**
   * The run was refused and will never be: the token stands for nothing again.
   *
   * @param errorCode as the Databricks Jobs API has it
   */
  record Released(Now at, String errorCode, String reason) implements OfSubmission {}

  /** A fact about who may use the cluster. */
  sealed interface OfAccess extends TokenEvent {}

  /**
   * Whoever knows the text of that token is the administrator.
   *
   * @param token hash of its text, which is kept nowhere
   */
  record AdministratorAdmitted(Now at, ContentHash token) implements OfAccess {}
}
