package io.sampo.definition.reference;

import io.sampo.definition.field.Similar;
import io.sampo.definition.field.Value;
import io.sampo.definition.source.Excerpt;
import io.sampo.template.Invalid;
import io.sampo.template.Reference;
import io.sampo.template.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the texts of one task that may hold references, and checks what these name. */
public final class Texts {

  private final References job;
  private final int task;
  private final boolean isInLoop;

  Texts(References job, int task, boolean isInLoop) {
    this.job = job;
    this.task = task;
    this.isInLoop = isInLoop;
  }

  /** The texts of the task that a loop repeats; they may refer to the input of the iteration. */
  public Texts inLoop() {
    return new Texts(job, task, true);
  }

  /** Whether these are the texts of a task that a loop repeats. */
  public boolean isInLoop() {
    return isInLoop;
  }

  /** Text; null, and a fault, if it is none. */
  public @Nullable String text(Value value) {
    return checked(value, value.text());
  }

  /** Text with something in it; null, and a fault, if there is none. */
  public @Nullable String filledText(Value value) {
    return checked(value, value.filledText());
  }

  /** The texts of a list, those left out that are none. */
  public List<String> items(Value list) {
    var texts = new ArrayList<String>();
    for (var item : list.items()) {
      var text = text(item);
      if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }

  /** The texts of a mapping by name, those left out that are none. */
  public Map<String, String> members(@Nullable Value mapping) {
    if (mapping == null) {
      return Map.of();
    }
    var texts = new LinkedHashMap<String, String>();
    for (var member : mapping.namedMembers().entrySet()) {
      var text = text(member.getValue());
      if (text != null) {
        texts.put(member.getKey(), text);
      }
    }
    return texts;
  }

  private @Nullable String checked(Value value, @Nullable String text) {
    if (text != null) {
      var template = Template.parse(text);
      template.faults().forEach(fault -> tell(fault, value));
      template.references().forEach(reference -> check(reference, value));
    }
    return text;
  }

  /** Tells what is wrong within a reference. */
  static void tell(Invalid fault, Value at) {
    at.fault(
        "%s: %s (expected: %s)"
            .formatted(
                Excerpt.of(fault.text()),
                fault.word().isEmpty()
                    ? "a name is missing"
                    : Excerpt.of(fault.word()) + " is not known here",
                fault.expected().isEmpty()
                    ? "nothing after the name"
                    : String.join(" or ", fault.expected())),
        () -> Similar.to(fault.word(), fault.expected()));
  }

  private void check(Reference reference, Value at) {
    switch (reference) {
      case Reference.JobParameter(var name) -> job.checkParameter(name, reference, at);
      case Reference.Upstream(var other, _) -> job.note(task, other, reference, at);
      case Reference.TaskValue(var other, _) -> job.note(task, other, reference, at);
      case Reference.Output _, Reference.FirstRow _ ->
          refuse(
              reference,
              "SQL leaves no output behind yet",
              "{{tasks.KEY.values.NAME}} of a notebook_task or java_task",
              at);
      case Reference.Secret _ ->
          refuse(
              reference,
              "secrets are not filled in yet",
              "a file that the task reads, with its path in a parameter",
              at);
      case Reference.Input _, Reference.InputField _ -> {
        if (!isInLoop) {
          refuse(reference, "not in a loop", "only in the task of a for_each_task", at);
        }
      }
      case Reference.Job _,
          Reference.StartTime _,
          Reference.TriggerTime _,
          Reference.TableUpdate _,
          Reference.Task _,
          Reference.RetryCount _,
          Reference.Workspace _,
          Reference.Backfill _ -> {}
    }
  }

  private static void refuse(Reference reference, String reason, String instead, Value at) {
    at.fault("%s: %s (expected: %s)".formatted(References.shown(reference), reason, instead));
  }
}
