package io.sampo.run;

import java.util.List;

/**
 * What a machine makes of a command: what happened, and what it declined. Both may be empty.
 *
 * @param events to be folded into the state they were decided on, in this order
 * @param refusals each with what it was about, for counters and logs
 */
public record Decision(List<RunEvent> events, List<Refused> refusals) {

  /** One refusal, and what was refused in words. */
  public record Refused(Refusal reason, String what) {}

  /** Nothing happened, and nothing was declined. */
  public static final Decision NOTHING = new Decision(List.of(), List.of());

  public Decision {
    events = List.copyOf(events);
    refusals = List.copyOf(refusals);
  }

  /** One thing happened. */
  public static Decision of(RunEvent event) {
    return new Decision(List.of(event), List.of());
  }

  /** Nothing happened, for a reason. */
  public static Decision refuse(Refusal reason, String what) {
    return new Decision(List.of(), List.of(new Refused(reason, what)));
  }
}
