package io.sampo.definition.setting;

import io.sampo.definition.field.Value;
import io.sampo.definition.source.SourceFiles;
import io.sampo.definition.source.SourceText;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files that tasks name, looked up relative to the folder of the job file. Remembers its
 * answers, since thousands of tasks may share one notebook.
 */
public final class NamedFiles {

  private static final List<String> NOTEBOOKS = List.of(".java", ".py", ".sql", ".ipynb");
  private static final List<String> NEVER = List.of(".scala", ".r");

  private final Path folder;
  private final SourceFiles source;
  private final Map<String, Answer> files = new HashMap<>();
  private final Map<String, Answer> notebooks = new HashMap<>();

  /**
   * Those of one job file.
   *
   * @param folder of the job file
   * @param source where the files lie
   */
  public NamedFiles(Path folder, SourceFiles source) {
    this.folder = folder.toAbsolutePath().normalize();
    this.source = source;
  }

  /** Either the absolute path of what was looked for, or why it cannot be used. */
  private record Answer(@Nullable String path, @Nullable String refusal) {

    static Answer found(Path path) {
      return new Answer(path.toString(), null);
    }

    static Answer refused(String refusal) {
      return new Answer(null, refusal);
    }
  }

  /** The absolute path of an existing file; null, and a fault, if there is none. */
  public @Nullable String file(Value value) {
    var path = path(value);
    return path == null
        ? null
        : answer(value, files.computeIfAbsent(path.toString(), _ -> lookUp(path)));
  }

  /** The same for a notebook that can run, whose extension may have been left out. */
  public @Nullable String notebook(Value value) {
    var path = path(value);
    return path == null
        ? null
        : answer(value, notebooks.computeIfAbsent(path.toString(), _ -> lookUpNotebook(path)));
  }

  /** What the file at {@code path} holds, which {@link #file} has found. */
  public SourceText text(String path) {
    return source.text(Path.of(path));
  }

  /** An absolute path, whatever is there. */
  public @Nullable String anything(Value value) {
    var path = path(value);
    return path == null ? null : path.toString();
  }

  /**
   * The absolute path that {@code text} means, whatever is there; {@code at} is where it stands.
   */
  public @Nullable String resolved(String text, Value at) {
    var path = path(text, at);
    return path == null ? null : path.toString();
  }

  private @Nullable Path path(Value value) {
    var text = value.filledLiteral();
    return text == null ? null : path(text, value);
  }

  private @Nullable Path path(String text, Value value) {
    try {
      return folder.resolve(text).normalize();
    } catch (InvalidPathException e) {
      value.fault("%s (expected: a path)".formatted(e.getMessage()));
      return null;
    }
  }

  private static @Nullable String answer(Value value, Answer answer) {
    if (answer.refusal() != null) {
      value.fault(answer.refusal());
    }
    return answer.path();
  }

  private Answer lookUp(Path path) {
    var refusal = source.refusal(path);
    return refusal == null ? Answer.found(path) : Answer.refused(refusal);
  }

  private Answer lookUpNotebook(Path path) {
    if (hasExtension(path, NEVER)) {
      return Answer.refused(
          "%s: notebooks in Scala and R do not run (expected: .java)".formatted(path));
    }
    if (!hasExtension(path, NOTEBOOKS)) {
      return withExtension(path);
    }
    var answer = lookUp(path);
    return answer.path() == null || hasExtension(path, List.of(".java"))
        ? answer
        : Answer.refused(
            "%s: notebooks in this language do not run yet (expected: .java)".formatted(path));
  }

  private Answer withExtension(Path path) {
    var name = path.getFileName();
    if (name == null) {
      return lookUp(path);
    }
    var matches =
        NOTEBOOKS.stream()
            .map(extension -> path.resolveSibling(name + extension))
            .filter(source::isFile)
            .toList();
    if (matches.size() == 1) {
      return lookUpNotebook(matches.getFirst());
    }
    if (!matches.isEmpty()) {
      return Answer.refused(
          "more than one notebook: %s (expected: one of them)".formatted(matches));
    }
    return source.isFile(path)
        ? Answer.refused("%s has no known extension (expected: .java)".formatted(path))
        : Answer.refused(
            "no such notebook: %s (with none of %s)".formatted(path, String.join(", ", NOTEBOOKS)));
  }

  private static boolean hasExtension(Path path, List<String> extensions) {
    var name = path.toString().toLowerCase(Locale.ROOT);
    return extensions.stream().anyMatch(name::endsWith);
  }
}
