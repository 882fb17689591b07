package io.sampo.cli.view;

import java.util.ArrayList;
import java.util.List;

/** Text in columns, two blanks apart; a column of numbers is set to the right. */
public final class Table {

  private final List<List<String>> rows = new ArrayList<>();

  /** A table with a line of headings. */
  public Table(List<String> headings) {
    rows.add(List.copyOf(headings));
  }

  /** Adds a row, which has as many cells as there are headings. */
  public void add(List<String> cells) {
    if (cells.size() != rows.getFirst().size()) {
      throw new IllegalArgumentException("cells: %s (headings: %s)".formatted(cells, rows.get(0)));
    }
    rows.add(List.copyOf(cells));
  }

  /** Its lines, headings first. */
  public List<String> lines() {
    var lines = new ArrayList<String>();
    for (var row : rows) {
      var line = new StringBuilder();
      for (var column = 0; column < row.size(); column++) {
        var cell = row.get(column);
        var blanks = Wording.pad("", width(column) - cell.codePointCount(0, cell.length()));
        line.append(isNumeric(column) ? blanks + cell : cell + blanks).append("  ");
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private int width(int column) {
    return rows.stream()
        .mapToInt(row -> row.get(column).codePointCount(0, row.get(column).length()))
        .max()
        .orElse(0);
  }

  private boolean isNumeric(int column) {
    return rows.size() > 1
        && rows.stream()
            .skip(1)
            .map(row -> row.get(column))
            .allMatch(cell -> cell.matches("-?[0-9.,]*"));
  }
}
