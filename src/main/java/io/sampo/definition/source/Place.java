package io.sampo.definition.source;

import org.jspecify.annotations.Nullable;

/**
 * Where a value stands among the others, such as {@code tasks[2].notebook_task}. Cheap to make: its
 * text is put together only when somebody reads it.
 *
 * @param parent null for the outermost
 * @param step from the parent to here, as it is shown
 */
public record Place(@Nullable Place parent, String step) {

  /** The whole of a file. */
  public static final Place ROOT = new Place(null, "job");

  /** The value called {@code name} of the mapping that stands here. */
  public Place field(String name) {
    return new Place(this, name);
  }

  /** The value number {@code index}, counted from 0, of the list that stands here. */
  public Place item(int index) {
    return new Place(this, "[" + index + "]");
  }

  @Override
  public String toString() {
    if (parent == null) {
      return step;
    }
    var before = parent.parent() == null ? "" : parent.toString();
    var dot = before.isEmpty() || step.startsWith("[") ? "" : ".";
    return before + dot + Excerpt.of(step);
  }
}
