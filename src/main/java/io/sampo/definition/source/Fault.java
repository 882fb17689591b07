package io.sampo.definition.source;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong in a file.
 *
 * @param file as the caller named it
 * @param line counts from 1
 * @param column counts characters from 1
 * @param path of the value, such as {@code tasks[2].notebook_task}; {@code job} for the whole
 * @param message what is wrong, naming the value and what would have been right
 * @param suggestion the word that was probably meant; null if none comes close
 */
public record Fault(
    String file, int line, int column, String path, String message, @Nullable String suggestion)
    implements Comparable<Fault> {

  private static final Comparator<Fault> BY_POSITION =
      Comparator.comparingInt(Fault::line)
          .thenComparingInt(Fault::column)
          .thenComparing(Fault::path)
          .thenComparing(Fault::message);

  public Fault {
    file = Excerpt.clean(file);
    message = Excerpt.clean(message);
  }

  @Override
  public int compareTo(Fault other) {
    return BY_POSITION.compare(this, other);
  }

  /** The line that people and editors read. */
  @Override
  public String toString() {
    var hint = suggestion == null ? "" : " (did you mean '" + suggestion + "'?)";
    return "%s:%d:%d: %s: %s%s".formatted(file, line, column, path, message, hint);
  }
}
