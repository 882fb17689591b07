package io.sampo.execution.notebook.kernel;

import io.sampo.model.Check;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code dbutils.widgets}: the parameters of a notebook. A value that was passed to the notebook
 * stays whatever is declared; a declaration only says what a widget is when nothing was passed.
 */
public final class Widgets {

  private final Map<String, String> passed;
  private final Map<String, String> defaults = new TreeMap<>();

  Widgets(Map<String, String> passed) {
    this.passed = new TreeMap<>(passed);
  }

  /** Declares a widget of any text. */
  public void text(String name, String defaultValue) {
    defaults.put(name, defaultValue);
  }

  /** Declares a widget of any text; the label is for people. */
  public void text(String name, String defaultValue, String label) {
    text(name, defaultValue);
  }

  /**
   * Declares a widget with one of {@code choices}.
   *
   * @throws IllegalArgumentException if {@code defaultValue} is none of them
   */
  public void dropdown(String name, String defaultValue, List<String> choices) {
    Check.that(
        choices.contains(defaultValue),
        "default of the widget '%s'".formatted(name),
        defaultValue,
        "one of its choices " + choices);
    text(name, defaultValue);
  }

  /** Declares a widget with one of {@code choices}; the label is for people. */
  public void dropdown(String name, String defaultValue, List<String> choices, String label) {
    dropdown(name, defaultValue, choices);
  }

  /** Declares a widget of any text for which {@code choices} are proposed. */
  public void combobox(String name, String defaultValue, List<String> choices) {
    text(name, defaultValue);
  }

  /** Declares a widget of any text for which {@code choices} are proposed, with a label. */
  public void combobox(String name, String defaultValue, List<String> choices, String label) {
    text(name, defaultValue);
  }

  /**
   * Declares a widget with some of {@code choices}; its value divides them by commas.
   *
   * @throws IllegalArgumentException if {@code defaultValue} is none of them
   */
  public void multiselect(String name, String defaultValue, List<String> choices) {
    dropdown(name, defaultValue, choices);
  }

  /** Declares a widget with some of {@code choices}; the label is for people. */
  public void multiselect(String name, String defaultValue, List<String> choices, String label) {
    dropdown(name, defaultValue, choices);
  }

  /**
   * The value of a widget: what was passed, or else its default.
   *
   * @throws IllegalArgumentException if it is unknown; names the known ones
   */
  public String get(String name) {
    var value = getAll().get(name);
    if (value == null) {
      throw unknown(name);
    }
    return value;
  }

  /** The values of all widgets, by name. */
  public Map<String, String> getAll() {
    var all = new TreeMap<>(defaults);
    all.putAll(passed);
    return all;
  }

  /**
   * Takes a widget away.
   *
   * @throws IllegalArgumentException if it is unknown; names the known ones
   */
  public void remove(String name) {
    if (!getAll().containsKey(name)) {
      throw unknown(name);
    }
    defaults.remove(name);
    passed.remove(name);
  }

  /** Takes all widgets away. */
  public void removeAll() {
    defaults.clear();
    passed.clear();
  }

  private IllegalArgumentException unknown(String name) {
    return new IllegalArgumentException(
        "widget: '%s' (expected: one of %s, or declare it first by dbutils.widgets.text)"
            .formatted(name, getAll().keySet()));
  }
}
