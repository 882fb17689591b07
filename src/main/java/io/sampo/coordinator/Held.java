package io.sampo.coordinator;

import io.sampo.run.RunEvent;
import io.sampo.run.coordination.Coordination;
import java.util.function.Supplier;

/** What the event-sourced actor of a run holds. */
sealed interface Held {

  /** No event yet. Immutable: an actor that restarts begins at this very object. */
  record Nothing(Supplier<Coordination> fresh) implements Held {}

  /** A run, which changes in place. */
  record Run(Coordination coordination) implements Held {}

  /**
   * A run whose journal cannot be made sense of from some event on: nothing is done about it, and
   * its attempts are left alone, until an operator or a newer release comes.
   *
   * @param at the event or whatever else, for people
   */
  record Quarantined(String at, String reason) implements Held {}

  /** What is held once {@code event} is in the journal. */
  default Held after(RunEvent event) {
    try {
      return switch (this) {
        case Nothing(var fresh) -> {
          var coordination = fresh.get();
          coordination.fold(event);
          yield new Run(coordination);
        }
        case Run run -> {
          run.coordination.fold(event);
          yield run;
        }
        case Quarantined quarantined -> quarantined;
      };
    } catch (RuntimeException poison) {
      return new Quarantined(event.toString(), poison.toString());
    }
  }
}
