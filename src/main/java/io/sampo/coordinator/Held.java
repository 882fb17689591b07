package io.sampo.coordinator;

import io.sampo.run.RunEvent;
import io.sampo.run.coordination.Coordination;
import io.sampo.run.fleet.FleetRules;
import io.sampo.run.state.Plan;

/** What the event-sourced actor of a run holds. */
sealed interface Held {

  /** No event yet. Immutable: an actor that restarts begins at this very object. */
  record Nothing(Plan.Source plans, FleetRules rules) implements Held {}

  /** A run, which changes in place. */
  record Run(Coordination coordination) implements Held {}

  /**
   * A run whose journal cannot be made sense of from some event on: nothing is done about it, and
   * its attempts are left alone, until an operator or a newer release comes.
   */
  record Quarantined(RunEvent event, String reason) implements Held {}

  /** What is held once {@code event} is in the journal. */
  default Held after(RunEvent event) {
    try {
      return switch (this) {
        case Nothing(var plans, var rules) -> {
          var fresh = new Coordination(plans, rules);
          fresh.fold(event);
          yield new Run(fresh);
        }
        case Run run -> {
          run.coordination.fold(event);
          yield run;
        }
        case Quarantined quarantined -> quarantined;
      };
    } catch (RuntimeException poison) {
      return new Quarantined(event, poison.toString());
    }
  }
}
