package io.sampo.coordinator;

import io.sampo.model.RunId;
import io.sampo.protocol.Clock;
import io.sampo.protocol.ToRun;
import io.sampo.protocol.ToRun.Answer;
import io.sampo.protocol.ToToken;
import io.sampo.protocol.ToToken.Reply;
import io.sampo.run.RunCommand;
import io.sampo.token.SubmissionToken;
import io.sampo.token.SubmissionToken.Taken;
import io.sampo.token.SubmissionToken.Verdict;
import io.sampo.token.TokenEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.SnapshotSelectionCriteria;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.Recovery;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;

/**
 * The sharded entity of one submission's token: journals what {@link SubmissionToken} decides, and
 * submits the run until the run confirms it, also in its next life. Goes when that is done.
 */
final class TokenEntity
    extends EventSourcedBehavior<Object, TokenEvent.OfSubmission, SubmissionToken> {

  /** How long the run may take to answer before it is asked again. */
  private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

  /** How long a token stays that nobody asks for, to answer those who ask twice. */
  private static final Duration RETIREMENT = Duration.ofSeconds(10);

  /** Callers that may wait for the run; others get no answer, and ask again. */
  private static final int WAITING_MAX = 1_000;

  /** The run has not answered. */
  private enum Again {
    SUBMIT
  }

  /** Nobody has asked for a while. */
  private enum Retire {
    IDLE
  }

  private final ActorContext<Object> context;
  private final TimerScheduler<Object> timers;
  private final ActorRef<ClusterSharding.ShardCommand> shard;
  private final Clock clock;
  private final BiConsumer<RunId, ToRun> runs;
  private final List<ActorRef<Reply>> waiting = new ArrayList<>();

  private TokenEntity(
      ActorContext<Object> context,
      TimerScheduler<Object> timers,
      ActorRef<ClusterSharding.ShardCommand> shard,
      PersistenceId id,
      Clock clock,
      BiConsumer<RunId, ToRun> runs) {
    super(id, Restarts.strategy());
    this.context = context;
    this.timers = timers;
    this.shard = shard;
    this.clock = clock;
    this.runs = runs;
  }

  /**
   * The entity of the token that is journaled under {@code id}.
   *
   * @param runs sends a message to the coordinator of a run
   */
  static Behavior<ToToken> create(
      ActorRef<ClusterSharding.ShardCommand> shard,
      PersistenceId id,
      Clock clock,
      BiConsumer<RunId, ToRun> runs) {
    return Behaviors.<Object>setup(context ->
            Behaviors.withTimers(
                timers -> new TokenEntity(context, timers, shard, id, clock, runs)))
        .narrow();
  }

  /** There are no snapshots of so few events, so nobody needs to look for one. */
  @Override
  public Recovery recovery() {
    return Recovery.withSnapshotSelectionCriteria(SnapshotSelectionCriteria.none());
  }

  @Override
  public SubmissionToken emptyState() {
    return SubmissionToken.unused();
  }

  @Override
  public EventHandler<SubmissionToken, TokenEvent.OfSubmission> eventHandler() {
    return SubmissionToken::after;
  }

  @Override
  public SignalHandler<SubmissionToken> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(RecoveryCompleted.instance(), this::onRecovered)
        .build();
  }

  @Override
  public CommandHandler<Object, TokenEvent.OfSubmission, SubmissionToken> commandHandler() {
    return newCommandHandlerBuilder()
        .forAnyState()
        .onCommand(ToToken.Submit.class, this::onSubmit)
        .onCommand(Answer.class, this::onAnswer)
        .onCommand(Again.class, (token, _) -> Effect().none().thenRun(this::submit))
        .onCommand(Retire.class, (token, _) -> Effect().none().thenRun(this::retire))
        .build();
  }

  /** After a failed write the callers are those of another life, and have to ask again. */
  private void onRecovered(SubmissionToken token) {
    waiting.clear();
    submit(token);
    retireLater();
  }

  private Effect<TokenEvent.OfSubmission, SubmissionToken> onSubmit(
      SubmissionToken token, ToToken.Submit submit) {
    retireLater();
    return switch (token.decide(submit.body(), submit.run(), submit.submission(), clock.now())) {
      case Verdict.Claim(var event) -> {
        await(submit.replyTo());
        yield Effect().persist(event).thenRun(this::submit);
      }
      case Verdict.Wait _ -> {
        await(submit.replyTo());
        yield Effect().none();
      }
      case Verdict.Known(var run) -> Effect().reply(submit.replyTo(), new Reply.Submitted(run));
      case Verdict.Another(var run) -> Effect().reply(submit.replyTo(), new Reply.Taken(run));
    };
  }

  private Effect<TokenEvent.OfSubmission, SubmissionToken> onAnswer(
      SubmissionToken token, Answer answer) {
    Optional<TokenEvent.OfSubmission> event =
        switch (answer) {
          case Answer.Accepted _ -> token.confirm(clock.now());
          case Answer.Declined(var errorCode, var reason) ->
              token.refuse(errorCode, reason, clock.now());
        };
    return event
        .map(happened -> Effect().persist(happened).thenRun(next -> tell(next, happened)))
        .orElseGet(() -> Effect().none().thenRun(_ -> {}));
  }

  private void await(ActorRef<Reply> caller) {
    if (waiting.size() < WAITING_MAX) {
      waiting.add(caller);
    }
  }

  private void submit(SubmissionToken token) {
    if (token instanceof Taken(_, var run, var submission, var confirmed) && !confirmed) {
      ActorRef<Answer> self = context.getSelf().narrow();
      runs.accept(run, new ToRun.Ask(new RunCommand.Submit(run, submission), self));
      timers.startSingleTimer(Again.SUBMIT, ASK_AGAIN);
    }
  }

  private void tell(SubmissionToken token, TokenEvent.OfSubmission happened) {
    timers.cancel(Again.SUBMIT);
    var reply =
        switch (happened) {
          case TokenEvent.Released(_, var errorCode, var reason) ->
              new Reply.Declined(errorCode, reason);
          case TokenEvent.Claimed _, TokenEvent.Confirmed _ ->
              token instanceof Taken taken ? new Reply.Submitted(taken.run()) : null;
        };
    if (reply != null) {
      waiting.forEach(caller -> caller.tell(reply));
    }
    waiting.clear();
    retireLater();
  }

  private void retireLater() {
    timers.startSingleTimer(Retire.IDLE, RETIREMENT);
  }

  /** A token whose run is not confirmed stays, and is remembered. */
  private void retire(SubmissionToken token) {
    if (token instanceof Taken taken && !taken.confirmed()) {
      retireLater();
    } else {
      shard.tell(new ClusterSharding.Passivate<>(context.getSelf()));
    }
  }
}
