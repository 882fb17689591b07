package io.sampo.definition.importer.bundle;

import io.sampo.definition.field.Value;
import io.sampo.definition.importer.part.Part;
import io.sampo.definition.importer.part.Part.Member;
import io.sampo.definition.importer.part.Part.Members;
import io.sampo.definition.importer.part.Part.Text;
import io.sampo.definition.source.Node.Form;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a target does to every job: a prefix of its name, tags, paused triggers, a limit of runs.
 * The mode {@code development} has presets of its own, which what is written in {@code presets}
 * outdoes. What a job says itself holds.
 */
final class Presets {

  private static final String SHORT_NAME = "${workspace.current_user.short_name}";

  /** As many as the mode development allows. */
  private static final String DEVELOPMENT_RUNS = "4";

  private static final List<String> STARTERS = List.of("schedule", "trigger", "continuous");

  private final Value at;
  private final @Nullable Text prefix;
  private final Map<String, Part> tags = new LinkedHashMap<>();
  private final @Nullable Text pauseStatus;
  private final @Nullable Text runs;

  private Presets(Members bundle) {
    var presets =
        bundle.get("presets") instanceof Members some ? some : new Members(bundle.at(), Map.of());
    var isDevelopment = "development".equals(bundle.text("mode"));
    at = presets.at();
    prefix = text(presets, "name_prefix", isDevelopment ? "[dev " + SHORT_NAME + "] " : null);
    pauseStatus = text(presets, "trigger_pause_status", isDevelopment ? "PAUSED" : null);
    runs = text(presets, "jobs_max_concurrent_runs", isDevelopment ? DEVELOPMENT_RUNS : null);
    if (isDevelopment) {
      tags.put("dev", Part.text(at, SHORT_NAME));
    }
    if (presets.get("tags") instanceof Members some) {
      some.members().forEach((name, member) -> tags.put(name, member.part()));
    }
  }

  /** {@code bundle}, in which a target was chosen, with its presets in every job. */
  static Members apply(Members bundle) {
    var presets = new Presets(bundle);
    if (!(bundle.get("resources") instanceof Members resources)
        || !(resources.get("jobs") instanceof Members jobs)) {
      return bundle;
    }
    var changed = new LinkedHashMap<String, Member>();
    jobs.members()
        .forEach((key, member) ->
            changed.put(
                key,
                member.part() instanceof Members job
                    ? new Member(member.name(), presets.job(job))
                    : member));
    return bundle.with("resources", resources.with("jobs", new Members(jobs.at(), changed)));
  }

  private @Nullable Text text(Members presets, String field, @Nullable String otherwise) {
    if (presets.get(field) instanceof Text text) {
      return text;
    }
    return otherwise == null ? null : Part.text(at, otherwise);
  }

  private Members job(Members job) {
    var changed = job;
    if (prefix != null && job.get("name") instanceof Text name) {
      changed = changed.with("name", Part.text(name.at(), prefix.text() + name.text()));
    }
    if (!tags.isEmpty()) {
      changed = changed.with("tags", tags(changed));
    }
    if (runs != null && changed.get("max_concurrent_runs") == null) {
      changed = changed.with("max_concurrent_runs", plain(runs));
    }
    for (var starter : STARTERS) {
      if (pauseStatus != null
          && changed.get(starter) instanceof Members when
          && when.get("pause_status") == null) {
        changed = changed.with(starter, when.with("pause_status", pauseStatus));
      }
    }
    return changed;
  }

  private Members tags(Members job) {
    var own = job.get("tags") instanceof Members some ? some : new Members(at, Map.of());
    for (var tag : tags.entrySet()) {
      if (own.get(tag.getKey()) == null) {
        own = own.with(tag.getKey(), tag.getValue());
      }
    }
    return own;
  }

  private static Text plain(Text number) {
    return new Text(number.at(), number.text(), Form.PLAIN);
  }
}
