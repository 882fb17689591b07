package io.sampo.cli.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** A task value as people read it: a list of like objects is a table, the rest is text or JSON. */
final class ValueText {

  private static final int ROWS_MAX = 20;
  private static final int COLUMNS_MAX = 12;
  private static final int CELL_CHARS_MAX = 60;
  private static final int LINES_MAX = 40;

  private ValueText() {}

  /** The lines of a value, the first of which begins with its name. */
  static List<String> lines(String name, JsonNode value) {
    var label = Wording.clean(name);
    if (isTable(value)) {
      return indented(label, table(value));
    }
    if (value.isArray() && !value.isEmpty() && isFlat(value)) {
      var items = new ArrayList<String>();
      value.forEach(item -> items.add(text(item)));
      return indented(label, limited(items, LINES_MAX));
    }
    if (value.isObject() && !value.isEmpty()) {
      var fields = new ArrayList<String>();
      value.properties().forEach(field -> fields.addAll(lines(field.getKey(), field.getValue())));
      return indented(label, limited(fields, LINES_MAX));
    }
    var lines = text(value).lines().toList();
    return lines.size() > 1
        ? indented(label, limited(lines, LINES_MAX))
        : List.of(label + "  " + text(value));
  }

  private static List<String> indented(String label, List<String> below) {
    var lines = new ArrayList<String>(List.of(label));
    below.forEach(line -> lines.add("  " + line));
    return lines;
  }

  private static boolean isTable(JsonNode value) {
    if (!value.isArray() || value.isEmpty()) {
      return false;
    }
    for (var row : value) {
      if (!row.isObject() || !isFlat(row) || row.size() > COLUMNS_MAX) {
        return false;
      }
    }
    return true;
  }

  private static boolean isFlat(JsonNode container) {
    for (var item : container) {
      if (item.isContainerNode()) {
        return false;
      }
    }
    return true;
  }

  private static List<String> table(JsonNode rows) {
    var names = new LinkedHashSet<String>();
    rows.forEach(row -> row.fieldNames().forEachRemaining(names::add));
    var table = new Table(names.stream().map(ValueText::cell).toList());
    for (var row : rows) {
      table.add(names.stream().map(name -> cell(text(row.path(name)))).toList());
    }
    return limited(table.lines(), ROWS_MAX + 1);
  }

  private static List<String> limited(List<String> lines, int most) {
    if (lines.size() <= most) {
      return lines;
    }
    var limited = new ArrayList<>(lines.subList(0, most));
    limited.add("… %d more".formatted(lines.size() - most));
    return limited;
  }

  private static String cell(String text) {
    return Wording.cut(Wording.clean(text), CELL_CHARS_MAX);
  }

  private static String text(JsonNode value) {
    var text = value.isTextual() ? value.textValue() : value.isMissingNode() ? "" : "" + value;
    return String.join("\n", text.lines().map(Wording::clean).toList());
  }
}
