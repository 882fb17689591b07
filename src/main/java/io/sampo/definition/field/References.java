package io.sampo.definition.field;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Knows references such as {@code {{job.run_id}}} in text. They are not filled in yet, so they are
 * refused rather than handed to a task as they stand; braces around anything else are plain text.
 */
final class References {

  private static final Pattern REFERENCE =
      Pattern.compile(
          "\\{\\{\\s*((?:job|task|tasks|workspace|input|backfill)\\.[^{}]{0,200}"
              + "|secrets/[^{}]{0,200}"
              + "|input|job_id|run_id|start_date|start_time|task_key|parent_run_id"
              + "|task_retry_count)\\s*}}");

  private References() {}

  /** Why {@code text} cannot be used; null if it can. */
  static @Nullable String refusal(String text) {
    if (!text.contains("{{")) {
      return null;
    }
    var matcher = REFERENCE.matcher(text);
    if (!matcher.find()) {
      return null;
    }
    return "%s: references are not filled in yet (expected: %s)"
        .formatted(matcher.group(), instead(matcher.group(1)));
  }

  private static String instead(String reference) {
    if (reference.startsWith("job.parameters.")) {
      return "nothing here; job parameters reach notebooks as widgets of the same name";
    }
    if (reference.startsWith("tasks.")) {
      return "nothing here; notebooks read dbutils.jobs.taskValues";
    }
    return "plain text; ids are in SAMPO_JOB_ID, SAMPO_RUN_ID, SAMPO_TASK_KEY, SAMPO_ATTEMPT";
  }
}
