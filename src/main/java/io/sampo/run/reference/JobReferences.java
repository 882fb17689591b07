package io.sampo.run.reference;

import io.sampo.model.Submission.Cause;
import io.sampo.template.Reference;
import io.sampo.template.Template;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What references stand for that mean the same in every task of a run.
 *
 * @param jobName the name of the job
 * @param run the id of the run
 * @param submittedWallMillis when the run was submitted
 * @param repairs how often it has been repaired
 */
public record JobReferences(
    String jobName, long run, long submittedWallMillis, int repairs, Cause cause) {

  /** The id of the job of a run that was started from a file: it belongs to no job of a server. */
  private static final String OF_FILE = "0";

  /**
   * {@code texts} with every reference filled in.
   *
   * @throws Unresolved if one of them is about a task or another parameter
   */
  public Map<String, String> fill(Map<String, String> texts) throws Unresolved {
    var filled = new HashMap<String, String>();
    for (var text : texts.entrySet()) {
      var template = Template.parse(text.getValue());
      var values = new HashMap<Reference, String>();
      for (var reference : template.references()) {
        values.put(reference, value(reference));
      }
      filled.put(text.getKey(), template.fill(reference -> values.getOrDefault(reference, "")));
    }
    return filled;
  }

  private String value(Reference reference) throws Unresolved {
    var known = known(reference);
    if (known == null) {
      throw new Unresolved(
          "{{%s}} means nothing in the value of a parameter (expected: job.id, job.start_time.…)"
              .formatted(reference.text()));
    }
    return known;
  }

  /** The value of {@code reference}; null if it is about a task or about a parameter. */
  @Nullable String known(Reference reference) {
    return switch (reference) {
      case Reference.Job(var field) -> job(field);
      case Reference.StartTime(var part) -> part.at(submittedWallMillis);
      case Reference.TriggerTime(var part) -> detail(reference, part.at(submittedWallMillis));
      case Reference.Backfill(var part) -> detail(reference, part.at(submittedWallMillis));
      case Reference.TableUpdate _ -> detail(reference, "");
      case Reference.Workspace(var field) ->
          switch (field) {
            case ID -> OF_FILE;
            case URL -> "";
          };
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
          null;
    };
  }

  private String job(Reference.Job.Field field) {
    return switch (field) {
      case ID -> OF_FILE;
      case NAME -> jobName;
      case RUN_ID -> Long.toString(run);
      case REPAIR_COUNT -> Integer.toString(repairs);
      case TRIGGER_TYPE -> cause.trigger().name().toLowerCase(Locale.ROOT);
      case FILE_ARRIVAL_LOCATION, UPDATED_TABLES -> detail(new Reference.Job(field), "");
    };
  }

  private String detail(Reference reference, String otherwise) {
    return cause.details().getOrDefault(reference.text(), otherwise);
  }
}
