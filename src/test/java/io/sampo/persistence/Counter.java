package io.sampo.persistence;

import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;

/** Counts up to the number it is told, one journaled event at a time, and says when it is there. */
public final class Counter extends EventSourcedBehavior<Counter.CountTo, String, Integer> {

  /** Asks for {@code goal} events in all. */
  public record CountTo(int goal, Consumer<Integer> whenThere) {}

  private final ActorRef<CountTo> self;

  private Counter(PersistenceId id, ActorRef<CountTo> self) {
    super(id);
    this.self = self;
  }

  /** The entity {@code id}. */
  public static Behavior<CountTo> of(String id) {
    return Behaviors.setup(context -> new Counter(PersistenceId.ofUniqueId(id), context.getSelf()));
  }

  @Override
  public Integer emptyState() {
    return 0;
  }

  @Override
  public CommandHandler<CountTo, String, Integer> commandHandler() {
    return (count, command) -> {
      if (count >= command.goal()) {
        command.whenThere().accept(count);
        return Effect().none();
      }
      return Effect().persist("counted").thenRun(_ -> self.tell(command));
    };
  }

  @Override
  public EventHandler<Integer, String> eventHandler() {
    return (count, _) -> count + 1;
  }
}
