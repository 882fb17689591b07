package io.sampo.api.runs;

import io.sampo.model.RunId;
import io.sampo.projection.Journaled;
import io.sampo.protocol.Progress;
import io.sampo.protocol.Runs;
import io.sampo.protocol.ToRun;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.jspecify.annotations.Nullable;

/**
 * What the coordinator of a run has told lately, for one stream of events. The journal is the
 * truth, this only spares most readings of it: what does not follow without a gap is dropped, and
 * whoever waits is sent to the journal instead, which also heals whatever was not told.
 */
final class Tail extends AbstractBehavior<Object> {

  /** Events that are kept for a stream that is slower than its run. */
  private static final int KEPT_MAX = 500;

  /** The coordinator may have moved to another node, which knows of no watchers. */
  private static final Duration WATCH_AGAIN = Duration.ofSeconds(2);

  /**
   * Wants what comes after the event {@code after}.
   *
   * @param answer gets these events, or none when it is time to look into the journal
   */
  record Pull(long after, CompletableFuture<List<Journaled>> answer) {}

  /** What the tail tells itself, or is told by its stream. */
  enum Signal {
    /** It is time to ask the coordinator again. */
    WATCH,
    /** The stream is over. */
    STOP
  }

  private final RunId run;
  private final Deque<Journaled> fresh = new ArrayDeque<>();
  private @Nullable Pull waiting;

  private Tail(ActorContext<Object> context, RunId run) {
    super(context);
    this.run = run;
    watch();
  }

  /** The tail of {@code run}. */
  static Behavior<Object> create(RunId run) {
    return Behaviors.setup(context ->
        Behaviors.withTimers(timers -> {
          timers.startTimerWithFixedDelay(Signal.WATCH, WATCH_AGAIN);
          return new Tail(context, run);
        }));
  }

  @Override
  public Receive<Object> createReceive() {
    return newReceiveBuilder()
        .onMessage(Pull.class, this::pull)
        .onMessage(Progress.class, this::hear)
        .onMessage(Signal.class, this::obey)
        .build();
  }

  private Behavior<Object> pull(Pull pull) {
    waiting = pull;
    serve();
    return this;
  }

  private Behavior<Object> hear(Progress progress) {
    switch (progress) {
      case Progress.Written(var firstSeq, var events) -> {
        var seq = firstSeq;
        for (var event : events) {
          keep(new Journaled(seq++, event));
        }
        serve();
      }
      case Progress.Watching _ -> answer(List.of());
      case Progress.Silence _, Progress.Quarantined _ -> {}
    }
    return this;
  }

  private Behavior<Object> obey(Signal signal) {
    return switch (signal) {
      case WATCH -> {
        watch();
        yield this;
      }
      case STOP -> {
        answer(List.of());
        yield Behaviors.stopped();
      }
    };
  }

  private void watch() {
    ActorRef<Progress> self = getContext().getSelf().narrow();
    Runs.of(getContext().getSystem()).coordinator(run).tell(new ToRun.Watch(self));
  }

  private void keep(Journaled event) {
    var last = fresh.peekLast();
    if (last != null && event.seq() <= last.seq()) {
      return;
    }
    if (last != null && event.seq() > last.seq() + 1) {
      fresh.clear();
    }
    fresh.addLast(event);
    if (fresh.size() > KEPT_MAX) {
      fresh.removeFirst();
    }
  }

  private void serve() {
    var pull = waiting;
    if (pull == null) {
      return;
    }
    while (!fresh.isEmpty() && fresh.getFirst().seq() <= pull.after()) {
      fresh.removeFirst();
    }
    if (fresh.isEmpty()) {
      return;
    }
    if (fresh.getFirst().seq() == pull.after() + 1) {
      var next = new ArrayList<>(fresh);
      fresh.clear();
      answer(next);
    } else {
      answer(List.of());
    }
  }

  private void answer(List<Journaled> events) {
    var pull = waiting;
    waiting = null;
    if (pull != null) {
      pull.answer().complete(events);
    }
  }
}
