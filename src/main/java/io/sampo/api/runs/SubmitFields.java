package io.sampo.api.runs;

import io.sampo.definition.JobFile;
import io.sampo.definition.field.Fields;
import io.sampo.definition.field.Value;
import io.sampo.definition.source.Node;
import io.sampo.model.ContentHash;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a request to run a job; those with faults are left out, and told.
 *
 * @param job a tree, or the text of a job file; null if it is missing
 * @param path of the job file where the caller has it; what stands in it is relative to its folder
 * @param currentFolder that the caller is in; what stands in {@code parameters} is relative to it
 * @param files content of each file that a task names
 * @param jobs each a tree, or the text of a job file
 * @param token null for none
 */
record SubmitFields(
    @Nullable Value job,
    Path path,
    Path currentFolder,
    Map<String, String> parameters,
    Map<Path, ContentHash> files,
    Map<Path, Node> jobs,
    @Nullable String token) {

  private static final Path ROOT = Path.of("/");
  private static final Path PATH_DEFAULT = Path.of("/job.yaml");

  /** As long as in the Databricks Jobs API. */
  private static final int TOKEN_CHARS_MAX = 64;

  static SubmitFields read(Fields fields) {
    var path = path(fields.value("path"), ROOT, PATH_DEFAULT);
    var folder = JobFile.folder(path);
    var current = path(fields.value("current_folder"), ROOT, folder);
    var parameters = new LinkedHashMap<String, String>();
    members(fields, "parameters").forEach((name, value) -> put(parameters, name, value.text()));
    var files = new HashMap<Path, ContentHash>();
    members(fields, "files")
        .forEach((name, value) -> put(files, named(name, value, folder), hash(value)));
    var jobs = new HashMap<Path, Node>();
    members(fields, "jobs")
        .forEach((name, value) -> put(jobs, named(name, value, folder), value.node()));
    var read =
        new SubmitFields(
            fields.required("job"),
            path,
            current,
            parameters,
            files,
            jobs,
            token(fields.value("idempotency_token")));
    fields.end();
    return read;
  }

  private static Map<String, Value> members(Fields fields, String name) {
    var value = fields.value(name);
    return value == null ? Map.of() : value.members();
  }

  private static <K, V> void put(Map<K, V> map, @Nullable K key, @Nullable V value) {
    if (key != null && value != null) {
      map.put(key, value);
    }
  }

  private static Path path(@Nullable Value value, Path folder, Path otherwise) {
    var text = value == null ? null : value.filledLiteral();
    if (value == null || text == null) {
      return otherwise;
    }
    if (!text.startsWith("/")) {
      value.fault("%s (expected: an absolute path)".formatted(value.node().describe()));
      return otherwise;
    }
    var path = named(text, value, folder);
    return path == null ? otherwise : path;
  }

  /** The absolute path that a name means. */
  private static @Nullable Path named(String name, Value at, Path folder) {
    try {
      return folder.resolve(name).normalize();
    } catch (InvalidPathException e) {
      at.fault("%s (expected: a path)".formatted(e.getMessage()));
      return null;
    }
  }

  private static @Nullable ContentHash hash(Value value) {
    var text = value.text();
    try {
      return text == null ? null : new ContentHash(text);
    } catch (IllegalArgumentException e) {
      value.fault("%s (expected: 64 lower-case hexadecimal digits)".formatted(text));
      return null;
    }
  }

  private static @Nullable String token(@Nullable Value value) {
    var text = value == null ? null : value.text();
    if (value == null || text == null) {
      return null;
    }
    if (text.isBlank() || text.length() > TOKEN_CHARS_MAX) {
      value.fault(
          "%d characters (expected: 1 to %d)".formatted(text.strip().length(), TOKEN_CHARS_MAX));
      return null;
    }
    return text;
  }
}
