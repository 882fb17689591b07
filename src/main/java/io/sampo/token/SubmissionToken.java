package io.sampo.token;

import io.sampo.model.ContentHash;
import io.sampo.model.Now;
import io.sampo.model.RunId;
import io.sampo.model.Submission;
import java.util.Optional;

/**
 * What the token of a submission stands for. The same token is the same run, for ever: the run's id
 * is journaled before the run is submitted, so that whoever finds a token claimed can submit that
 * very run again.
 */
public sealed interface SubmissionToken {

  /** Nothing: nobody has used the token, or its run was refused. */
  record Free() implements SubmissionToken {}

  /**
   * A run.
   *
   * @param body hash of the request that came first
   * @param confirmed whether the run is known to be in its own journal
   */
  record Taken(ContentHash body, RunId run, Submission submission, boolean confirmed)
      implements SubmissionToken {}

  /** The token before its first use. */
  static SubmissionToken unused() {
    return new Free();
  }

  /** What a wish to submit under a token comes to. */
  sealed interface Verdict {

    /** The token is the caller's once {@code event} is journaled. */
    record Claim(TokenEvent.Claimed event) implements Verdict {}

    /** It is the caller's already, and the run is still to be confirmed. */
    record Wait() implements Verdict {}

    /** It is the caller's already, and this is the run. */
    record Known(RunId run) implements Verdict {}

    /** It stands for another request. */
    record Another(RunId run) implements Verdict {}
  }

  /**
   * What becomes of a wish to submit.
   *
   * @param body hash of the request
   * @param run an id that nobody else has, for the case that the token is free
   */
  default Verdict decide(ContentHash body, RunId run, Submission submission, Now now) {
    return switch (this) {
      case Free _ -> new Verdict.Claim(new TokenEvent.Claimed(now, body, run, submission));
      case Taken taken when !isOf(taken, body, submission) -> new Verdict.Another(taken.run());
      case Taken taken when taken.confirmed() -> new Verdict.Known(taken.run());
      case Taken _ -> new Verdict.Wait();
    };
  }

  /**
   * Two requests are the same if their bytes are, or what they ask for: a client may write its
   * fields in another order, and another release may make another definition of the same bytes.
   */
  private static boolean isOf(Taken taken, ContentHash body, Submission submission) {
    return taken.body().equals(body) || taken.submission().equals(submission);
  }

  /** What follows when the run says that it is in its journal; nothing if that is known. */
  default Optional<TokenEvent.OfSubmission> confirm(Now now) {
    return isUnconfirmed() ? Optional.of(new TokenEvent.Confirmed(now)) : Optional.empty();
  }

  /**
   * What follows when the run is refused. One whose journal cannot be made sense of was submitted
   * once, so that its token is not free for a second run.
   */
  default Optional<TokenEvent.OfSubmission> refuse(String errorCode, String reason, Now now) {
    if (!isUnconfirmed()) {
      return Optional.empty();
    }
    return Optional.of(
        errorCode.equals(QUARANTINED)
            ? new TokenEvent.Confirmed(now)
            : new TokenEvent.Released(now, errorCode, reason));
  }

  /** How a run is refused that is in its journal but cannot be read. */
  String QUARANTINED = "DATA_LOSS";

  private boolean isUnconfirmed() {
    return this instanceof Taken taken && !taken.confirmed();
  }

  /** What the token stands for once {@code event} has happened. */
  default SubmissionToken after(TokenEvent.OfSubmission event) {
    return switch (event) {
      case TokenEvent.Claimed(_, var body, var run, var submission) ->
          new Taken(body, run, submission, false);
      case TokenEvent.Confirmed _ ->
          this instanceof Taken taken
              ? new Taken(taken.body(), taken.run(), taken.submission(), true)
              : this;
      case TokenEvent.Released _ -> unused();
    };
  }
}
