package io.sampo.cluster;

import io.sampo.model.RunId;
import io.sampo.persistence.RunJournal;
import io.sampo.projection.Journaled;
import io.sampo.protocol.Progress;
import io.sampo.protocol.Runs;
import io.sampo.protocol.ToRun;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/**
 * Passes the events of one run on, each once and in order: those of the past from the journal, then
 * what the coordinator tells; a gap in that is filled from the journal.
 */
final class Follower extends AbstractBehavior<Progress> {

  private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

  private final RunId run;
  private final RunJournal journal;
  private final Consumer<Journaled> observer;
  private final Consumer<String> onQuarantine;
  private long last;

  private Follower(
      ActorContext<Progress> context,
      RunId run,
      RunJournal journal,
      Consumer<Journaled> observer,
      Consumer<String> onQuarantine) {
    super(context);
    this.run = run;
    this.journal = journal;
    this.observer = observer;
    this.onQuarantine = onQuarantine;
    watch();
  }

  /** Follows {@code run} from its first event on. */
  static Behavior<Progress> create(
      RunId run, RunJournal journal, Consumer<Journaled> observer, Consumer<String> onQuarantine) {
    return Behaviors.setup(context -> new Follower(context, run, journal, observer, onQuarantine));
  }

  @Override
  public Receive<Progress> createReceive() {
    return newReceiveBuilder().onMessage(Progress.class, this::hear).build();
  }

  private Behavior<Progress> hear(Progress progress) {
    switch (progress) {
      case Progress.Watching _ -> {
        getContext().cancelReceiveTimeout();
        readOn();
      }
      case Progress.Written written -> pass(written);
      case Progress.Quarantined(_, var reason) -> onQuarantine.accept(reason);
      case Progress.Silence _ -> watch();
    }
    return this;
  }

  private void watch() {
    getContext().setReceiveTimeout(ASK_AGAIN, new Progress.Silence());
    Runs.of(getContext().getSystem())
        .coordinator(run)
        .tell(new ToRun.Watch(getContext().getSelf()));
  }

  private void pass(Progress.Written written) {
    if (written.firstSeq() > last + 1) {
      readOn();
    }
    var seq = written.firstSeq();
    for (var event : written.events()) {
      if (seq == last + 1) {
        last = seq;
        observer.accept(new Journaled(seq, event));
      }
      seq++;
    }
  }

  private void readOn() {
    journal.read(
        run,
        last + 1,
        (seq, event) -> {
          last = seq;
          observer.accept(new Journaled(seq, event));
        });
  }
}
