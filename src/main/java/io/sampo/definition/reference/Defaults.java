package io.sampo.definition.reference;

import io.sampo.definition.field.Value;
import io.sampo.template.Reference;
import io.sampo.template.Template;
import org.jspecify.annotations.Nullable;

/**
 * Reads defaults of job parameters. They are filled in when the run begins, so they may only name
 * what is known by then; not other parameters either, which might name each other in a circle.
 */
public final class Defaults {

  private static final String UNKNOWN =
      ": not known when a run begins"
          + " (expected: a reference to the job, its start, its trigger or the workspace)";

  private Defaults() {}

  /** Text; null, and a fault, if it is none. */
  public static @Nullable String text(Value value) {
    var text = value.text();
    if (text != null) {
      var template = Template.parse(text);
      template.faults().forEach(fault -> Texts.tell(fault, value));
      template.references().stream()
          .filter(reference -> !isKnownAtStart(reference))
          .forEach(reference -> value.fault(References.shown(reference) + UNKNOWN));
    }
    return text;
  }

  private static boolean isKnownAtStart(Reference reference) {
    return switch (reference) {
      case Reference.Job _,
          Reference.StartTime _,
          Reference.TriggerTime _,
          Reference.TableUpdate _,
          Reference.Workspace _,
          Reference.Backfill _ ->
          true;
      case Reference.JobParameter _,
          Reference.Task _,
          Reference.RetryCount _,
          Reference.Upstream _,
          Reference.TaskValue _,
          Reference.Output _,
          Reference.FirstRow _,
          Reference.Input _,
          Reference.InputField _,
          Reference.Secret _ ->
          false;
    };
  }
}
